// Unpacks the Chromium that the npm package carries into TMPDIR, and prints the variables that start it. For Linux on
// x64; the libraries that a bare machine lacks come along when the package takes this for the cloud that it is made for.
import { writeFileSync } from "node:fs";

process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs22.x";
const { default: chromium } = await import("@sparticuz/chromium");
const CHROMIUM = await chromium.executablePath();
const { LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
// The package's own file looks for fonts in that cloud's folders and in /tmp; a page without any font crashes.
writeFileSync(
  `${FONTCONFIG_PATH}/fonts.conf`,
  `<fontconfig><dir>${FONTCONFIG_PATH}/fonts</dir><cachedir>${FONTCONFIG_PATH}/cache</cachedir></fontconfig>\n`,
);
console.log(JSON.stringify({ CHROMIUM, LD_LIBRARY_PATH, FONTCONFIG_PATH }));
