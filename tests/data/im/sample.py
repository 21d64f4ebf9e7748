import requests
import json

# 发送消息
url = "http://localhost:8000/api/message/send"
data = {
    "content": "你好，我想咨询一个问题",
    "session_id": "user_123"
}
response = requests.post(url, json=data)
print(response.json())

# 获取消息列表
url = "http://localhost:8000/api/message/list"
params = {
    "session_id": "user_123",
    "page": 1,
    "page_size": 20
}
response = requests.get(url, params=params)
print(response.json())
