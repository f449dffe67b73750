import { end } from './steps.js';

await import('./grpc.js');
await import('./rest.js');
end();
