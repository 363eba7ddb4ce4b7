/**
 * The floor of "one event to all who listen": a WebSocket server that knows nothing of its sockets but that they are open, and
 * gives every one of them the same buffer. What the first socket says goes out to all the others.
 */
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
const readers = new Set();

server.on('connection', (socket, request) => {
  if (request.url === '/say') {
    socket.on('message', (data) => {
      for (const reader of readers) reader.send(data, { binary: false });
    });
    return;
  }
  readers.add(socket);
  socket.on('close', () => readers.delete(socket));
});
server.on('listening', () => console.log(`listening on ${server.address().port}`));
process.on('SIGTERM', () => process.exit(0));
