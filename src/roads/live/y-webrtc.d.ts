/**
 * What the live road uses of y-webrtc 10.3.0. Its own declarations are not found through its `exports`, and leave out
 * the parts between room and connection that this road watches.
 */
declare module "y-webrtc" {
  import type { Awareness } from "y-protocols/awareness";
  import type { Doc } from "yjs";

  export interface WebrtcRoom {
    readonly peerId: string;
    readonly webrtcConns: ReadonlyMap<string, WebrtcConn>;
  }

  export interface WebrtcConn {
    /** Whatever stands for simple-peer; here always our own peer. */
    readonly peer: unknown;
    /** Of the offer or answer that this side published; undefined before, and after an answer to it has come. */
    readonly glareToken: number | undefined;
  }

  export interface ProviderOptions {
    readonly signaling: readonly string[];
    readonly password: string;
    readonly awareness: Awareness;
    readonly maxConns: number;
    readonly filterBcConns: boolean;
    readonly peerOpts: object;
  }

  export class WebrtcProvider {
    constructor(room: string, doc: Doc, options: ProviderOptions);
    /** Derived from the password; the room is there once it resolves. */
    readonly key: PromiseLike<CryptoKey | null>;
    readonly room: WebrtcRoom | null;
    readonly signalingConns: readonly unknown[];
    disconnect(): void;
    destroy(): void;
  }
}
