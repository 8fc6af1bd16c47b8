// Plain JavaScript that any Node can parse: the first line of every command that runs TypeScript.
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    'Tidings needs Node 22.18 or newer, and this is ' +
      process.versions.node +
      ': run it through npm (which brings Node 24 along on Linux) or install a newer Node.',
  );
  process.exit(1);
}
