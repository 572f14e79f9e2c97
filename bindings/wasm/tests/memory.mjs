// A module with a limit of memory, made of one without: to see what happens when a page has no more.

function leb(bytes, at) {
  let value = 0;
  let shift = 0;
  let byte;
  do {
    byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    shift += 7;
  } while (byte & 128);
  return [value, at];
}

function written(value) {
  const bytes = [];
  do {
    bytes.push((value & 127) | (value > 127 ? 128 : 0));
    value = Math.floor(value / 128);
  } while (value > 0);
  return bytes;
}

/** The module with at most `pages` pages of 64 KiB beyond those it starts with. */
export function limited(module, pages) {
  let at = 8;
  while (at < module.length) {
    const start = at;
    const id = module[at++];
    let length;
    [length, at] = leb(module, at);
    if (id === 5) {
      const [count, flags] = [module[at], module[at + 1]];
      if (count !== 1 || flags !== 0) throw new Error("the memory is not as expected");
      const [least] = leb(module, at + 2);
      const section = [1, 1, ...written(least), ...written(least + pages)];
      return Buffer.concat([
        module.subarray(0, start),
        Buffer.from([5, ...written(section.length), ...section]),
        module.subarray(at + length),
      ]);
    }
    at += length;
  }
  throw new Error("the module has no memory");
}
