import { codeTable } from "./code-table.ts";

/** HTTP status codes (RFC 9110 and its neighbours), as servers and proxies answer and as downloads report them. */
export const HTTP_CODES = codeTable(`
100 | Continue | Go on | The server wants the rest of the request. | - | result
101 | Switching Protocols | Protocol changed | The connection goes on with another protocol, such as WebSocket. | - | result
200 | OK | Answered | The request succeeded. | - | result
201 | Created | Created | The request created something. | - | result
202 | Accepted | Accepted | The request was taken; the work is done later. | - | result
204 | No Content | Done without content | The request succeeded and there is nothing to send. | - | result
206 | Partial Content | Part of the content | The server sent the part that was asked for. | - | result
301 | Moved Permanently | Moved for good | The address has changed for good. | Use the new address. | either
302 | Found | Elsewhere for now | The content is at another address for now. | - | either
304 | Not Modified | Not changed | The copy that the client has is still right. | - | result
307 | Temporary Redirect | Elsewhere for now | The content is at another address for now. | - | either
308 | Permanent Redirect | Moved for good | The address has changed for good. | Use the new address. | either
400 | Bad Request | Request not valid | The server could not understand the request. | Look at what the client sent. | cause
401 | Unauthorized | Sign-in needed | The server asks for a sign-in that was not given. | Check the token or account of the client, and its clock. | cause
402 | Payment Required | Payment needed | The server asks for payment or a paid plan. | Check the plan or quota. | cause
403 | Forbidden | Refused | The server refused the request. | Check rights, address filters and the web application firewall. | cause
404 | Not Found | Not there | What was asked for does not exist on the server. | Check the address; look for where the link comes from. | cause
405 | Method Not Allowed | Method not allowed | The address does not take this method. | Check the method and route. | cause
406 | Not Acceptable | No fitting format | The server has no format that the client accepts. | Check the Accept header. | cause
407 | Proxy Authentication Required | Proxy asks for sign-in | The proxy asks for a sign-in that was not given. | Let the address pass the proxy without it. | cause
408 | Request Timeout | Client too slow | The server waited too long for the request. | Check the connection of the client. | cause
409 | Conflict | Conflict | The request does not fit the present state. | Look for two changes of the same thing. | cause
410 | Gone | Gone for good | The content was removed for good. | - | cause
411 | Length Required | Length missing | The request does not say how long its body is. | - | cause
412 | Precondition Failed | Changed meanwhile | A condition of the request does not hold. | Read it again, then send the change. | either
413 | Content Too Large | Body too large | The body of the request is larger than the server takes. | Raise the limit of server and proxy, or send less. | cause
414 | URI Too Long | Address too long | The address is longer than the server takes. | Send the data in the body. | cause
415 | Unsupported Media Type | Type not supported | The server does not take a body of this type. | Check the Content-Type header. | cause
416 | Range Not Satisfiable | Range not there | The part that was asked for is not in the file. | Download the file anew. | cause
417 | Expectation Failed | Expectation not met | The server can't do what the Expect header asks. | - | cause
421 | Misdirected Request | Wrong server | The request came to a server that does not serve this name. | Check certificates, names and proxies. | cause
422 | Unprocessable Content | Content not accepted | The request is well formed, but its values are not accepted. | Look at the errors in the answer. | cause
423 | Locked | Locked | The resource is locked. | - | cause
424 | Failed Dependency | Earlier request failed | An earlier request this one needs has failed. | Look at the request before it. | either
425 | Too Early | Too early | The server does not take a request that could be a repetition. | - | cause
426 | Upgrade Required | Newer protocol needed | The server wants another protocol. | Update the client. | cause
428 | Precondition Required | Condition missing | The server wants a condition with the change. | - | cause
429 | Too Many Requests | Too many requests | The client sent more requests than are allowed. | Slow the client down, or raise its limit. | cause
431 | Request Header Fields Too Large | Headers too large | The headers of the request are too large. | Look for cookies that grew. | cause
444 | - | Closed without answer | The server (nginx) closed the connection without an answer. | Look for the rule that does so. | result
451 | Unavailable For Legal Reasons | Withheld by law | The content is withheld for legal reasons. | - | cause
460 | - | Client went away | The client closed the connection before the load balancer answered. | Compare the client's time-out with the response time. | either
463 | - | Too many proxies | The forwarding header names too many addresses. | Check the chain of proxies. | cause
494 | - | Headers too large | The headers of the request are too large for nginx. | Look for cookies that grew. | cause
495 | - | Client certificate invalid | The certificate of the client is not valid. | Check the certificate and its issuer. | cause
496 | - | Client certificate missing | The client did not show a certificate. | - | cause
497 | - | HTTP sent to HTTPS port | A plain request came to the port for TLS. | Check the address of the client. | cause
499 | - | Client went away | The client closed the connection before the answer was ready. | Look at how long the answers take. | either
500 | Internal Server Error | Server error | The server failed with an internal error. | Look into the application's own log at this time. | result
501 | Not Implemented | Not implemented | The server does not know this method. | - | cause
502 | Bad Gateway | No valid answer behind gateway | A gateway got no valid answer from the server behind it. | Check whether the server behind it runs and listens. | either
503 | Service Unavailable | Not available now | The server is overloaded or down for now. | Check load, health checks and deployments at this time. | either
504 | Gateway Timeout | Server behind too slow | A gateway got no answer in time from the server behind it. | Look for slow requests behind it at this time. | either
505 | HTTP Version Not Supported | HTTP version not supported | The server does not support this version of HTTP. | - | cause
507 | Insufficient Storage | No space on server | The server has no space left for this. | Free space on the server. | cause
508 | Loop Detected | Loop | The server found a loop while it worked. | - | cause
511 | Network Authentication Required | Network asks for sign-in | The network wants a sign-in first, such as that of a hotel. | - | cause
520 | - | Unknown answer of the origin | The content network got an answer it does not understand. | Look into the log of the origin server. | either
521 | - | Origin server down | The origin server refuses the connection. | Check that it runs and lets the content network in. | cause
522 | - | No connection to origin | The origin server did not answer in time. | Check its firewall and load. | cause
523 | - | Origin not reachable | There is no way to the origin server. | Check its address in DNS. | cause
524 | - | Origin too slow | The origin took the connection but did not answer in time. | Look for slow requests on it. | either
525 | - | TLS with origin failed | The secure connection to the origin failed. | Check the certificate of the origin. | cause
526 | - | Origin certificate invalid | The certificate of the origin is not valid. | Renew the certificate of the origin. | cause
561 | - | Sign-in service failed | The sign-in service behind the load balancer answered with an error. | Check the identity provider. | cause
`);
