// Drops a file onto something on the page, as from the desktop.

import type { Locator } from 'playwright-core';

export async function dropFile(target: Locator, bytes: Buffer, name: string): Promise<void> {
  const file = JSON.stringify([bytes.toString('base64'), name]);
  const dataTransfer = await target.page().evaluateHandle(`(() => {
    const [data, name] = ${file};
    const transfer = new DataTransfer();
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    transfer.items.add(new File([bytes], name));
    return transfer;
  })()`);
  await target.dispatchEvent('drop', { dataTransfer });
}
