// Hands a file to something on the page, as from the desktop: held over it, dropped onto it, or pasted into it.

import type { JSHandle, Locator, Page } from 'playwright-core';

export async function dropFile(target: Locator, bytes: Buffer, name: string): Promise<void> {
  await target.dispatchEvent('drop', { dataTransfer: await transferOf(target, bytes, name) });
}

/** Holds it there; it is not let go. */
export async function holdFile(target: Locator, bytes: Buffer, name: string): Promise<void> {
  await target.dispatchEvent('dragover', { dataTransfer: await transferOf(target, bytes, name) });
}

/** Pastes it into what `selector` finds. `text`: what lies in the clipboard beside the file. */
export async function pasteFile(
  page: Page,
  selector: string,
  bytes: Buffer,
  name: string,
  text: string | null,
): Promise<void> {
  await page.evaluate(`(() => {
    const clipboardData = ${transferScript(bytes, name, text)};
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.querySelector(${JSON.stringify(selector)}).dispatchEvent(event);
  })()`);
}

function transferOf(target: Locator, bytes: Buffer, name: string): Promise<JSHandle> {
  return target.page().evaluateHandle(transferScript(bytes, name, null));
}

function transferScript(bytes: Buffer, name: string, text: string | null): string {
  const file = JSON.stringify([bytes.toString('base64'), name, text]);
  return `(() => {
    const [data, name, text] = ${file};
    const transfer = new DataTransfer();
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    transfer.items.add(new File([bytes], name));
    if (text !== null) transfer.items.add(text, 'text/plain');
    return transfer;
  })()`;
}
