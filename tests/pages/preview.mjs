import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** Starts `kiosque serve`: the port it listens at, and what stops it, as this process's end does. */
export async function preview(kiosque, site) {
  const server = spawn(kiosque, ["serve", site, "--listen", "127.0.0.1:0"]);
  const stop = () => server.kill();
  process.on("exit", stop);
  for (const output of [server.stdout, server.stderr]) output.setEncoding("utf8");
  const lines = createInterface({ input: server.stdout });
  for await (const line of lines) {
    const port = line.match(/127\.0\.0\.1:(\d+)/)?.[1];
    if (port) return { port: Number(port), stop };
  }
  throw new Error("`kiosque serve` does not say where it listens");
}
