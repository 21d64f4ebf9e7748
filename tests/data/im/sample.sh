# 发送消息
curl -X POST http://localhost:8000/api/message/send \
  -H "Content-Type: application/json" \
  -d '{
    "content": "你好，我想咨询一个问题",
    "session_id": "user_123"
  }'

# 获取消息列表
curl "http://localhost:8000/api/message/list?session_id=user_123&page=1&page_size=20"

# 获取单条消息
curl "http://localhost:8000/api/message/msg_20250127120000_abc12345"
