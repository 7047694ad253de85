/**
 * Bundler plugin (Vite, Rolldown) that puts this folder's parts under y-webrtc, and under nothing else: everyone else
 * who imports these names gets the real thing. Development serves y-webrtc as it is, because a pre-bundled copy would
 * not pass through here.
 */
export interface LiveRoadAliases {
  readonly name: string;
  readonly enforce: "pre";
  config(): { readonly optimizeDeps: { readonly exclude: string[]; readonly include: string[] } };
  resolveId(source: string, importer: string | undefined): string | null;
}

const STAND_INS: Readonly<Record<string, string>> = {
  "simple-peer/simplepeer.min.js": "simple-peer-stand-in.ts",
  "lib0/websocket": "websocket-stand-in.ts",
  "lib0/broadcastchannel": "broadcastchannel-stand-in.ts",
};

/** `folder` is where this file lies, as an absolute path. */
export function liveRoadAliases(folder: string): LiveRoadAliases {
  return {
    name: "twinspan-live-road",
    enforce: "pre",
    config: () => ({ optimizeDeps: { exclude: ["y-webrtc"], include: [] } }),
    resolveId(source, importer) {
      if (importer === undefined || !/[\\/]node_modules[\\/]y-webrtc[\\/]/u.test(importer))
        return null;
      const standIn = STAND_INS[source];
      return standIn === undefined ? null : `${folder.replace(/[\\/]$/u, "")}/${standIn}`;
    },
  };
}
