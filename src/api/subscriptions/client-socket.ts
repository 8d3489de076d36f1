import { WebSocket } from 'ws';

type Sending = Parameters<WebSocket['send']>;
type Options = Sending[1];
type Sent = NonNullable<Sending[2]>;

/**
 * A socket to which nothing fails to be sent: that a client has gone, its 'close' tells, and the library of the protocol
 * would print it once more, as a failure of ours.
 */
export class ClientSocket extends WebSocket {
  override send(data: Sending[0], sent?: Sent): void;
  override send(data: Sending[0], options: Options, sent?: Sent): void;
  override send(data: Sending[0], optionsOrSent?: Options | Sent, sentAfterOptions?: Sent): void {
    const hasOptions = typeof optionsOrSent === 'object';
    const sent = hasOptions ? sentAfterOptions : optionsOrSent;
    super.send(data, hasOptions ? optionsOrSent : {}, () => {
      if (typeof sent === 'function') sent();
    });
  }
}
