/** Files that a person drops or chooses, folders with all that is in them. */

/** A file with the folders in which it lies. */
export interface Named {
  name: string;
  file: File;
}

/** Files of a choice. */
export function chosen(list: FileList | null): Named[] {
  return [...(list ?? [])].map((file) => ({ name: file.webkitRelativePath || file.name, file }));
}

/** Files that were dropped. The entries must be asked for at once: after a pause they are gone. */
export async function dropped(data: DataTransfer): Promise<Named[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.());
  if (entries.every((entry) => !entry)) return chosen(data.files);
  const walked = await Promise.all(entries.map((entry) => (entry ? walk(entry) : [])));
  return walked.flat();
}

async function walk(entry: FileSystemEntry): Promise<Named[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((done, failed) => entry.file(done, failed));
    return [{ name: entry.fullPath.replace(/^\//, ""), file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const inside: Named[] = [];
  // A reader gives a hundred at a time.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) return inside;
    for (const each of some) inside.push(...(await walk(each)));
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

/** Hands a file to the browser to be saved. */
export function save(name: string, type: string, bytes: Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers begin to save only after the click is over.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
