// The part of @huggingface/tokenizers that Podium uses: the package's own types name their files without an ending, which Node's rules do not resolve.
declare module '@huggingface/tokenizers' {
  export class Tokenizer {
    /** A parsed tokenizer.json and tokenizer_config.json. */
    constructor(tokenizer: object, config: object);
    encode(text: string): { readonly ids: number[] };
  }
}
