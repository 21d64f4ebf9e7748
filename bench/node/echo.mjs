// A WebSocket echo by Node's `ws`, as its README shows it: node echo.mjs PORT
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const server = createServer((request, response) => response.end('ok'));
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (socket) => socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary })));
server.listen(Number(process.argv[2]), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
