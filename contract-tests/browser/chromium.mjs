// Unpacks the Chromium that the npm package carries into TMPDIR, and prints the variables that start it. For Linux on
// x64; the libraries that a bare machine lacks come along when the package takes this for the cloud that it is made for.
process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs22.x";
const { default: chromium } = await import("@sparticuz/chromium");
const { LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
console.log(JSON.stringify({ CHROMIUM: await chromium.executablePath(), LD_LIBRARY_PATH, FONTCONFIG_PATH }));
