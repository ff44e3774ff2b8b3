// Writes ONNX files: the few protobuf messages a graph needs, by ONNX's published field numbers.

import protobuf from 'protobufjs/light.js';

const { Field, Type } = protobuf;

/** A tensor stored in a graph: floats, 16-bit floats by their bits, or 64-bit integers. */
export type Constant = {
  readonly dims: readonly number[];
  readonly data: Float32Array | Uint16Array | BigInt64Array;
};

/** A named tensor between two nodes. `dims` is its shape, NCHW for images; -1 is a size left open. */
export type Value = { readonly name: string; readonly dims: readonly number[] };

/** Whole numbers, lists of them, a float (written as `{ float }`), or a word. */
export type Attributes = Readonly<
  Record<string, number | readonly number[] | string | { readonly float: number }>
>;

export type Graph = {
  /** An input; whole numbers are 64-bit. */
  input(name: string, dims: readonly number[], type?: 'float' | 'int64'): Value;
  constant(constant: Constant): Value;
  /** Adds a node with one output of the given shape. */
  node(
    op: string,
    inputs: readonly Value[],
    dims: readonly number[],
    attributes?: Attributes,
  ): Value;
  /** Names a value as an output of the model. */
  output(name: string, value: Value): void;
  /** The finished file. Equal calls give equal bytes. */
  bytes(): Uint8Array;
};

export const FLOAT = 1; // TensorProto.DataType
const INT64 = 7;
const FLOAT16 = 10;
const IR_VERSION = 8; // the file format that goes with operator set 17
const OPERATOR_SET = 17;

const dimension = new Type('Dimension')
  .add(new Field('dim_value', 1, 'int64'))
  .add(new Field('dim_param', 2, 'string'));
const shape = new Type('TensorShapeProto')
  .add(dimension)
  .add(new Field('dim', 1, 'Dimension', 'repeated'));
const tensorType = new Type('TensorType')
  .add(shape)
  .add(new Field('elem_type', 1, 'int32'))
  .add(new Field('shape', 2, 'TensorShapeProto'));
const typeProto = new Type('TypeProto')
  .add(tensorType)
  .add(new Field('tensor_type', 1, 'TensorType'));
const valueInfo = new Type('ValueInfoProto')
  .add(typeProto)
  .add(new Field('name', 1, 'string'))
  .add(new Field('type', 2, 'TypeProto'));
const tensor = new Type('TensorProto')
  .add(new Field('dims', 1, 'int64', 'repeated'))
  .add(new Field('data_type', 2, 'int32'))
  .add(new Field('name', 8, 'string'))
  .add(new Field('raw_data', 9, 'bytes'));
const attribute = new Type('AttributeProto')
  .add(new Field('name', 1, 'string'))
  .add(new Field('f', 2, 'float'))
  .add(new Field('i', 3, 'int64'))
  .add(new Field('s', 4, 'bytes'))
  .add(new Field('ints', 8, 'int64', 'repeated'))
  .add(new Field('type', 20, 'int32'));
const node = new Type('NodeProto')
  .add(attribute)
  .add(new Field('input', 1, 'string', 'repeated'))
  .add(new Field('output', 2, 'string', 'repeated'))
  .add(new Field('name', 3, 'string'))
  .add(new Field('op_type', 4, 'string'))
  .add(new Field('attribute', 5, 'AttributeProto', 'repeated'));
const graphProto = new Type('GraphProto')
  .add(node)
  .add(tensor)
  .add(valueInfo)
  .add(new Field('node', 1, 'NodeProto', 'repeated'))
  .add(new Field('name', 2, 'string'))
  .add(new Field('initializer', 5, 'TensorProto', 'repeated'))
  .add(new Field('input', 11, 'ValueInfoProto', 'repeated'))
  .add(new Field('output', 12, 'ValueInfoProto', 'repeated'));
const operatorSet = new Type('OperatorSetIdProto')
  .add(new Field('domain', 1, 'string'))
  .add(new Field('version', 2, 'int64'));
const model = new Type('ModelProto')
  .add(graphProto)
  .add(operatorSet)
  .add(new Field('ir_version', 1, 'int64'))
  .add(new Field('producer_name', 2, 'string'))
  .add(new Field('graph', 7, 'GraphProto'))
  .add(new Field('opset_import', 8, 'OperatorSetIdProto', 'repeated'));
new protobuf.Root().add(valueInfo).add(graphProto).add(model);

function attributeMessage([name, value]: [string, Attributes[string]]): object {
  if (typeof value === 'number') return { name, type: 2, i: value };
  if (typeof value === 'string') return { name, type: 3, s: new TextEncoder().encode(value) };
  if ('float' in value) return { name, type: 1, f: value.float };
  return { name, type: 7, ints: value };
}

function valueMessage({ name, dims }: Value, type: number): object {
  const dim = dims.map((size, i) =>
    size === -1 ? { dim_param: `${name}_${i}` } : { dim_value: size },
  );
  return { name, type: { tensor_type: { elem_type: type, shape: { dim } } } };
}

/** Raw tensor data is little-endian in ONNX, whatever the machine. */
function littleEndian(data: Constant['data']): Uint8Array {
  const bytes = new Uint8Array(data.byteLength);
  const view = new DataView(bytes.buffer);
  if (data instanceof Float32Array)
    data.forEach((x, i) => {
      view.setFloat32(4 * i, x, true);
    });
  else if (data instanceof Uint16Array)
    data.forEach((x, i) => {
      view.setUint16(2 * i, x, true);
    });
  else
    data.forEach((x, i) => {
      view.setBigInt64(8 * i, x, true);
    });
  return bytes;
}

function typeOf(data: Constant['data']): number {
  if (data instanceof Float32Array) return FLOAT;
  return data instanceof Uint16Array ? FLOAT16 : INT64;
}

/** Starts an empty graph of operator set 17. */
export function createGraph(name: string): Graph {
  const nodes: object[] = [];
  const initializers: object[] = [];
  const inputs: object[] = [];
  const outputs: object[] = [];
  return {
    input(inputName, dims, type = 'float') {
      const value = { name: inputName, dims };
      inputs.push(valueMessage(value, type === 'int64' ? INT64 : FLOAT));
      return value;
    },
    constant({ dims, data }) {
      const value = { name: `c${initializers.length}`, dims };
      const message = { dims, data_type: typeOf(data), raw_data: littleEndian(data) };
      initializers.push({ ...message, name: value.name });
      return value;
    },
    node(op, from, dims, attributes = {}) {
      const value = { name: `v${nodes.length}`, dims };
      nodes.push({
        input: from.map((each) => each.name),
        output: [value.name],
        name: `${op}${nodes.length}`,
        op_type: op,
        attribute: Object.entries(attributes).map(attributeMessage),
      });
      return value;
    },
    output(outputName, value) {
      const message = { op_type: 'Identity', input: [value.name], output: [outputName] };
      nodes.push({ ...message, name: outputName });
      outputs.push(valueMessage({ name: outputName, dims: value.dims }, FLOAT));
    },
    bytes() {
      const graph = {
        name,
        node: nodes,
        initializer: initializers,
        input: inputs,
        output: outputs,
      };
      const opset = [{ domain: '', version: OPERATOR_SET }];
      const message = {
        ir_version: IR_VERSION,
        producer_name: 'podium',
        graph,
        opset_import: opset,
      };
      return model.encode(message).finish();
    },
  };
}
