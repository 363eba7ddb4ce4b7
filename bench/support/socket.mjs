/** The smallest graphql-transport-ws client there can be: what it costs must not be mistaken for the server's. */
import { WebSocket } from 'ws';

export class Socket {
  #socket;
  #next = 1;
  #sinks = new Map();

  static open(url, token) {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url, 'graphql-transport-ws', { perMessageDeflate: false });
      const made = new Socket();
      made.#socket = socket;
      socket.on('open', () =>
        socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })),
      );
      socket.on('error', reject);
      socket.on('close', (code) => reject(new Error(`closed with ${code}`)));
      socket.on('message', (data) => {
        const frame = JSON.parse(data);
        if (frame.type === 'connection_ack') return resolve(made);
        if (frame.type === 'ping') return socket.send('{"type":"pong"}');
        made.#sinks.get(frame.id)?.(frame);
      });
    });
  }

  /** Calls back for each result until completed; answers when the operation has been sent. */
  subscribe(query, variables, onData, onEnd = () => {}) {
    const id = String(this.#next++);
    this.#sinks.set(id, (frame) => {
      if (frame.type === 'next') onData(frame.payload.data, frame.payload.errors);
      else {
        this.#sinks.delete(id);
        onEnd(frame);
      }
    });
    this.#socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query, variables } }));
    return () => this.#socket.send(JSON.stringify({ id, type: 'complete' }));
  }

  /** One query or mutation over the socket. */
  ask(query, variables) {
    return new Promise((resolve, reject) => {
      let answer;
      this.subscribe(
        query,
        variables,
        (data, errors) => (errors ? reject(new Error(JSON.stringify(errors))) : (answer = data)),
        (frame) => (frame.type === 'error' ? reject(new Error(JSON.stringify(frame.payload))) : resolve(answer)),
      );
    });
  }

  /** Sends a mutation whose answer is only counted. */
  send(query, variables, onAnswer) {
    this.subscribe(query, variables, onAnswer);
  }

  close() {
    this.#socket.removeAllListeners('close');
    this.#socket.terminate();
  }
}
