"""Tasks that take turns, a queue between them, another program, and a server that stays on this machine."""

import asyncio
import sys
import tempfile


async def produce(queue: asyncio.Queue) -> None:
    """Three items, then the end."""
    for item in range(3):
        await queue.put(item)
        await asyncio.sleep(0)
    await queue.put(None)


async def consume(queue: asyncio.Queue) -> list[int]:
    """All items until the end."""
    items = []
    while (item := await queue.get()) is not None:
        items.append(item)
    return items


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer a line in capitals."""
    writer.write((await reader.readline()).upper())
    await writer.drain()
    writer.close()


async def main() -> None:
    """All of it."""
    queue: asyncio.Queue = asyncio.Queue(maxsize=1)
    print(await asyncio.gather(produce(queue), consume(queue)), await asyncio.to_thread(sum, [1, 2]))
    try:
        await asyncio.wait_for(asyncio.sleep(10), timeout=0.01)
    except asyncio.TimeoutError:  # noqa: UP041
        print("too late")
    other = await asyncio.create_subprocess_exec(sys.executable, "-c", "print('from outside')", stdout=-1)
    print((await other.communicate())[0].decode().strip(), other.returncode)
    with tempfile.TemporaryDirectory() as folder:
        async with await asyncio.start_unix_server(echo, f"{folder}/s"):
            reader, writer = await asyncio.open_unix_connection(f"{folder}/s")
            writer.write(b"hello\n")
            print(await reader.readline())
            writer.close()


asyncio.run(main())
