import base64, hashlib, hmac, time

def is_genuine(headers, body, secret):
    """headers by lower-case name; body: the bytes as received; secret: whsec_…"""
    sent_at = headers["webhook-timestamp"]
    if abs(time.time() - int(sent_at)) > 300:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f'{headers["webhook-id"]}.{sent_at}.'.encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return any(hmac.compare_digest(f"v1,{expected}", each)
               for each in headers["webhook-signature"].split())
