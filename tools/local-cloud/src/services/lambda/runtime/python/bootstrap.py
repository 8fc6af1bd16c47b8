"""One execution environment of a Python function: takes invocations from the Runtime API and answers them.

The cloud starts it with the code's directory as the working directory. Standard library only, Python 3.11 or later.
Sources: docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html, .../python-context.html, .../python-exceptions.html
and .../python-logging.html
"""

import http.client
import importlib
import json
import logging
import os
import signal
import sys
import threading
import time
import traceback

ADDRESS, _, TOKEN = os.environ["AWS_LAMBDA_RUNTIME_API"].partition("/")
BASE = f"/{TOKEN}/2018-06-01/runtime"
AS_JSON = os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON"
LEVELS = {"TRACE": 1, "DEBUG": 10, "INFO": 20, "WARN": 30, "ERROR": 40, "FATAL": 50}

#: Everything printed goes one way, so that what was printed first is read first.
os.dup2(1, 2)
#: Stays open whatever the function does to its own output.
OUTPUT = os.dup(1)
#: Ends with the cloud, even with one that is killed.
LIFELINE = 3

current = {"request_id": None}


def die_with_the_cloud():
    try:
        while os.read(LIFELINE, 1):
            pass
    except OSError:
        pass
    os.killpg(0, signal.SIGKILL)


def write_frame(kind, text=""):
    """Tells the cloud something between the printed lines: `L` is one line with its own line ends, `E` the end of a turn."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            pass
    frame = f"\0{TOKEN}{kind}{text.replace(chr(0), '')}\0".encode("utf-8", "backslashreplace")
    while frame:
        frame = frame[os.write(OUTPUT, frame) :]


class LogHandler(logging.Handler):
    """Writes each record as one line of the log, however many line ends it has."""

    def emit(self, record):
        try:
            write_frame("L", self.as_json(record) if AS_JSON else self.as_text(record))
        except Exception:
            self.handleError(record)

    def as_text(self, record):
        stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        text = f"[{record.levelname}]\t{stamp}.{int(record.msecs):03d}Z\t{current['request_id'] or ''}\t{record.getMessage()}"
        return text if record.exc_info is None else f"{text}\n{logging.Formatter().formatException(record.exc_info)}"

    def as_json(self, record):
        entry = {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
            "requestId": current["request_id"],
        }
        if record.exc_info and record.exc_info[0]:
            error = failure_of(record.exc_info[1])
            entry |= {name: error[name] for name in ("errorType", "errorMessage", "stackTrace")}
        return json.dumps(entry, ensure_ascii=False, default=str)


def failure_of(error):
    """What Lambda answers for an exception, without the frames of this file."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename != __file__]
    return {
        "errorMessage": str(error),
        "errorType": type(error).__name__,
        "requestId": current["request_id"] or "",
        "stackTrace": traceback.StackSummary.from_list(
            [frame for frame in frames if not frame.filename.startswith("<frozen importlib")]
        ).format(),
    }


def log_failure(failure):
    if AS_JSON:
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        return write_frame("L", json.dumps({"timestamp": stamp, "log_level": "ERROR", **failure}, ensure_ascii=False))
    lines = f"[ERROR] {failure['errorType']}: {failure['errorMessage']}"
    if failure["stackTrace"]:
        lines += "\nTraceback (most recent call last):\n" + "".join(failure["stackTrace"]).rstrip("\n")
    write_frame("L", lines)


class RuntimeApi:
    """The cloud's side of this environment; this process has no reason to live without it."""

    def __init__(self):
        self.connection = None

    def call(self, method, path, body=None, headers=None):
        for attempt in (1, 2):
            try:
                if self.connection is None:
                    self.connection = http.client.HTTPConnection(ADDRESS)
                self.connection.request(method, BASE + path, body, headers or {})
                response = self.connection.getresponse()
                return response.headers, response.read()
            except (OSError, http.client.HTTPException):
                self.connection = None
                if attempt == 2:
                    os.killpg(0, signal.SIGKILL)

    def report(self, path, failure):
        headers = {"Content-Type": "application/json", "Lambda-Runtime-Function-Error-Type": failure["errorType"]}
        write_frame("E")
        self.call("POST", path, json.dumps(failure).encode(), headers)


class RuntimeFailure(Exception):
    """A failure that the runtime itself names, for example `Runtime.HandlerNotFound`."""

    def __init__(self, kind, message, trace=()):
        super().__init__(message)
        self.failure = {
            "errorMessage": message,
            "errorType": kind,
            "requestId": current["request_id"] or "",
            "stackTrace": list(trace),
        }


class Part:
    """What a mobile application says of itself, by attribute; what it does not say is None."""

    def __init__(self, values, names):
        for name in names:
            setattr(self, name, values.get(name))


def client_context_of(text):
    if not text:
        return None
    told = json.loads(text)
    part = Part(told, ("custom", "env", "client"))
    names = ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name")
    part.client = Part(part.client, names) if isinstance(part.client, dict) else None
    return part


class Context:
    """docs.aws.amazon.com/lambda/latest/dg/python-context.html"""

    def __init__(self, headers):
        variable = os.environ.get
        self.function_name = variable("AWS_LAMBDA_FUNCTION_NAME")
        self.function_version = variable("AWS_LAMBDA_FUNCTION_VERSION")
        self.memory_limit_in_mb = variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.log_group_name = variable("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = variable("AWS_LAMBDA_LOG_STREAM_NAME")
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.client_context = client_context_of(headers["Lambda-Runtime-Client-Context"])
        self.identity = Part({}, ("cognito_identity_id", "cognito_identity_pool_id"))
        self._deadline_ms = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline_ms - int(time.time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))


def load_handler(name):
    module_name, dot, function_name = name.rpartition(".")
    if not dot:
        raise RuntimeFailure("Runtime.MalformedHandlerName", f"Bad handler '{name}': it has no dot")
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise RuntimeFailure("Runtime.ImportModuleError", f"Unable to import module '{module_name}': {error}") from error
    except SyntaxError as error:
        trace = [f'  File "{error.filename}" Line {error.lineno}\n    {(error.text or "").strip()}\n']
        raise RuntimeFailure(
            "Runtime.UserCodeSyntaxError", f"Syntax error in module '{module_name}': {error}", trace
        ) from error
    handler = getattr(module, function_name, None)
    if handler is None:
        raise RuntimeFailure(
            "Runtime.HandlerNotFound", f"Handler '{function_name}' missing on module '{module_name}'"
        )
    return handler


def number_of(value):
    """Decimals are numbers, as in Lambda's own runtime."""
    if type(value).__module__ == "decimal":
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


def marshal(result):
    try:
        return json.dumps(result, ensure_ascii=False, allow_nan=False, default=number_of).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise RuntimeFailure("Runtime.MarshalError", f"Unable to marshal response: {error}") from error


def answer(api, handler, headers, body):
    request_id = current["request_id"] = headers["Lambda-Runtime-Aws-Request-Id"]
    os.environ["_X_AMZN_TRACE_ID"] = headers["Lambda-Runtime-Trace-Id"] or ""
    try:
        result = marshal(handler(json.loads(body), Context(headers)))
    except RuntimeFailure as known:
        failure = known.failure
    except Exception as error:
        failure = failure_of(error)
    else:
        write_frame("E")
        api.call("POST", f"/invocation/{request_id}/response", result, {"Content-Type": "application/json"})
        return
    log_failure(failure)
    api.report(f"/invocation/{request_id}/error", failure)


def prepare():
    os.set_inheritable(LIFELINE, False)
    os.set_inheritable(OUTPUT, False)
    threading.Thread(target=die_with_the_cloud, daemon=True).start()
    sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
    sys.argv = [""]
    logging.getLogger().addHandler(LogHandler())
    if AS_JSON:
        logging.getLogger().setLevel(LEVELS.get(os.environ.get("AWS_LAMBDA_LOG_LEVEL", "INFO"), 20))


def main():
    prepare()
    api = RuntimeApi()
    try:
        handler = load_handler(os.environ["_HANDLER"])
    except Exception as error:
        failure = error.failure if isinstance(error, RuntimeFailure) else failure_of(error)
        log_failure(failure)
        api.report("/init/error", failure)
        sys.exit(1)
    while True:
        headers, body = api.call("GET", "/invocation/next")
        answer(api, handler, headers, body)
        current["request_id"] = None


if __name__ == "__main__":
    main()
