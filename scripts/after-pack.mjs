import path from "node:path";
import { flipFuses, FuseV1Options, FuseVersion } from "@electron/fuses";

/**
 * Electron's fuses, set in the packed program: it runs no other JavaScript than its own archive's, whatever the
 * environment or the command line say. The test package differs in one: Playwright drives a program by its inspector.
 * electron-builder calls this by its default export.
 * @param {import("electron-builder").AfterPackContext} context
 */
export default async function setFuses(context) {
  const { appOutDir, electronPlatformName, packager } = context;
  const name = packager.appInfo.productFilename;
  const binary =
    electronPlatformName === "darwin"
      ? `${name}.app/Contents/MacOS/${name}`
      : electronPlatformName === "win32"
        ? `${name}.exe`
        : (packager.platformSpecificBuildOptions["executableName"] ?? name);
  await flipFuses(path.join(appOutDir, binary), {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: electronPlatformName === "darwin",
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: process.env["TWINSPAN_TEST_PACKAGE"] === "1",
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: electronPlatformName !== "linux",
    // The development runtime is older than this fuse.
    ...(Number.parseInt(packager.config.electronVersion ?? "", 10) >= 29
      ? { [FuseV1Options.GrantFileProtocolExtraPrivileges]: false }
      : {}),
  });
}
