"""Other programs started from this one; what they print is captured, or goes where ours goes."""

import os
import subprocess
import sys

if sys.argv[1:] == ["--again"]:
    print("the same file, read by another Python:", os.path.basename(__file__), __name__)
    sys.exit(4)

done = subprocess.run([sys.executable, "-c", "print(6 * 7)"], capture_output=True, text=True, check=True)
print("captured:", done.stdout.strip())
print("before")
subprocess.run([sys.executable, "-c", "import sys; print('not captured'); print('nor this', file=sys.stderr)"])
print("after")
again = subprocess.run([sys.executable, __file__, "--again"])
print("left with", again.returncode)

pipe = subprocess.Popen(["sort", "-r"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
print(pipe.communicate("b\nc\na\n")[0].split(), os.system("exit 2") >> 8)
print(subprocess.check_output("echo $GREETING", shell=True, env={**os.environ, "GREETING": "hello"}).decode().strip())
