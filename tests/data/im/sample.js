// HTTP API
fetch('http://localhost:8000/api/message/send', {
  method: 'POST',
  headers: {
    'Content-Type': 'application/json',
  },
  body: JSON.stringify({
    content: '你好，我想咨询一个问题',
    session_id: 'user_123'
  })
})
.then(response => response.json())
.then(data => console.log(data));

// WebSocket
const ws = new WebSocket('ws://localhost:8000/ws/user_123');

ws.onopen = () => {
  console.log('WebSocket connected');
  // 发送消息
  ws.send(JSON.stringify({
    type: 'send_message',
    content: '你好，我想咨询一个问题'
  }));
};

ws.onmessage = (event) => {
  const message = JSON.parse(event.data);
  console.log('Received:', message);
  
  if (message.type === 'ai_reply') {
    console.log('AI回复:', message.content);
  }
};

ws.onerror = (error) => {
  console.error('WebSocket error:', error);
};

ws.onclose = () => {
  console.log('WebSocket closed');
};
