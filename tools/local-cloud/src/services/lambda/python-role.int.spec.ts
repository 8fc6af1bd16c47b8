import { describe, expect, it } from 'vitest';
import { makeDynamoDbService } from '../dynamodb/index.ts';
import { useLambda } from './lambda-fixture.ts';
import { findInterpreter } from './runtime/python-interpreter.ts';

const fixture = useLambda(makeDynamoDbService);
const interpreter = await findInterpreter('python3.13');

/** Writes an item, signed with the function's own credentials. docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
const PUTS_AN_ITEM = `
import hashlib, hmac, json, os, time, urllib.error, urllib.request
from urllib.parse import urlsplit

def handler(event, context):
    url = urlsplit(os.environ["AWS_ENDPOINT_URL"])
    body = json.dumps({"TableName": event["table"], "Item": {"pk": {"S": "from python"}}}).encode()
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    headers = {
        "content-type": "application/x-amz-json-1.0", "host": url.netloc, "x-amz-date": stamp,
        "x-amz-security-token": os.environ["AWS_SESSION_TOKEN"], "x-amz-target": "DynamoDB_20120810.PutItem",
    }
    names = ";".join(headers)
    lines = "".join(f"{name}:{value}\\n" for name, value in headers.items())
    canonical = "\\n".join(["POST", "/", "", lines, names, hashlib.sha256(body).hexdigest()])
    scope = [stamp[:8], os.environ["AWS_REGION"], "dynamodb", "aws4_request"]
    text = "\\n".join(["AWS4-HMAC-SHA256", stamp, "/".join(scope), hashlib.sha256(canonical.encode()).hexdigest()])
    key = ("AWS4" + os.environ["AWS_SECRET_ACCESS_KEY"]).encode()
    for part in scope:
        key = hmac.new(key, part.encode(), "sha256").digest()
    signature = hmac.new(key, text.encode(), "sha256").hexdigest()
    credential = "/".join([os.environ["AWS_ACCESS_KEY_ID"], *scope])
    headers["authorization"] = f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={names}, Signature={signature}"
    try:
        return urllib.request.urlopen(urllib.request.Request(url.geturl(), body, headers)).status
    except urllib.error.HTTPError as error:
        return [error.code, json.loads(error.read())["__type"]]
`;

async function createTable(): Promise<string> {
  const TableName = fixture.freshName('table');
  await fixture.call('dynamodb', 'CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  });
  return TableName;
}

describe.runIf(interpreter !== undefined)('A Python function that calls AWS (needs python3)', () => {
  it('may do what its role may', async () => {
    const table = await createTable();
    const name = await fixture.createPython(PUTS_AN_ITEM, { Role: fixture.role('dynamodb:PutItem') });
    expect((await fixture.invoke(name, { table })).payload).toBe(200);
    const { Items } = await fixture.call('dynamodb', 'Scan', { TableName: table });
    expect(Items).toStrictEqual([{ pk: { S: 'from python' } }]);
  });

  it('is refused what its role may not do', async () => {
    const table = await createTable();
    const name = await fixture.createPython(PUTS_AN_ITEM, { Role: fixture.role('dynamodb:GetItem') });
    const { payload } = await fixture.invoke(name, { table });
    expect(payload).toStrictEqual([400, expect.stringContaining('AccessDeniedException')]);
  });
});
