// Official builds of the inference runtime report their use to Microsoft and keep a device id in the user's home. Not
// from here: nothing of Podium leaves the machine. Imported before the runtime, which reads this once, as it starts
// (onnxruntime pull request 29843). Its Windows build reads nothing: it writes events for Windows itself to collect.

import { isMainThread } from 'node:worker_threads';

// A worker's environment is a copy of the process's, which native code cannot see.
if (!isMainThread) throw new Error('Models are run by the main thread of a process only.');
process.env['ORT_DISABLE_TELEMETRY'] = '1';
