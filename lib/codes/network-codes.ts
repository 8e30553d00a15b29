import { codeTable } from "./code-table.ts";

/** More Win32 errors: sockets, services, rights, registry, apps and remote calls. */
export const NETWORK_CODES = codeTable(`
7 | ERROR_ARENA_TRASHED | Memory damaged | The memory blocks of the program are damaged. | Look for a crash in the event log. | cause
10 | ERROR_BAD_ENVIRONMENT | Environment not valid | The environment of the program is not valid. | Check the environment variables. | cause
11 | ERROR_BAD_FORMAT | Wrong file format | The file has not the format that is needed. | Check that the download is complete. | cause
12 | ERROR_INVALID_ACCESS | Access code not valid | The program asked for access in a way that is not valid. | - | cause
16 | ERROR_CURRENT_DIRECTORY | Folder is in use | The current folder can't be removed. | - | cause
17 | ERROR_NOT_SAME_DEVICE | Other drive | A file can't be moved to another drive this way. | - | cause
18 | ERROR_NO_MORE_FILES | No more files | There are no more files in the folder. | - | either
20 | ERROR_BAD_UNIT | Device not found | The device does not exist. | - | cause
23 | ERROR_CRC | Disk read error | Data on the disk can't be read without error. | Check the health of the disk. | cause
24 | ERROR_BAD_LENGTH | Wrong length | A command had the wrong length. | - | cause
29 | ERROR_WRITE_FAULT | Could not write | The device could not be written. | Check the disk and its connection. | cause
30 | ERROR_READ_FAULT | Could not read | The device could not be read. | Check the disk and its connection. | cause
31 | ERROR_GEN_FAILURE | Device does not work | A device of the computer does not work. | Check the device and its driver. | either
38 | ERROR_HANDLE_EOF | End of file | The end of the file was reached. | The file may be cut short. | either
39 | ERROR_HANDLE_DISK_FULL | Disk full | The disk is full. | Free space on the drive. | cause
51 | ERROR_REM_NOT_LIST | Remote computer not available | The remote computer is not available. | Check that it is on and reachable. | cause
54 | ERROR_NETWORK_BUSY | Network busy | The network is busy. | Run it again later. | cause
55 | ERROR_DEV_NOT_EXIST | Share gone | The network resource is not there any more. | Check the share. | cause
58 | ERROR_BAD_NET_RESP | Server can't do this | The server can't perform the operation. | - | cause
66 | ERROR_BAD_DEV_TYPE | Wrong kind of share | The kind of network resource is not right. | - | cause
71 | ERROR_REQ_NOT_ACCEP | Too many connections | The computer takes no more connections now. | Run it again later. | cause
80 | ERROR_FILE_EXISTS | File exists already | The file exists already. | - | either
84 | ERROR_OUT_OF_STRUCTURES | No room for the request | Storage for this request is not available. | - | cause
86 | ERROR_INVALID_PASSWORD | Password wrong | The network password is not right. | Check the account and its password. | cause
109 | ERROR_BROKEN_PIPE | Other side ended | The program at the other end of a pipe has ended. | Look for a crash of the other program. | either
111 | ERROR_BUFFER_OVERFLOW | Name too long | The file name is too long. | Use a shorter path. | cause
122 | ERROR_INSUFFICIENT_BUFFER | Buffer too small | The data does not fit into what was given for it. | - | either
124 | ERROR_INVALID_LEVEL | Wrong call level | A system call got the wrong level. | - | cause
128 | ERROR_WAIT_NO_CHILDREN | No child processes | There are no child processes to wait for. | - | either
142 | ERROR_BUSY_DRIVE | Drive busy | The drive is busy. | Run it again later. | cause
148 | ERROR_PATH_BUSY | Path busy | The path can't be used now. | Run it again later. | cause
154 | ERROR_LABEL_TOO_LONG | Name of drive too long | The name of the drive is too long. | - | cause
164 | ERROR_MAX_THRDS_REACHED | No more threads | The system can't make more threads. | Restart the device. | cause
186 | ERROR_INVALID_FLAG_NUMBER | Wrong flag | A flag is not right. | - | cause
187 | ERROR_SEM_NOT_FOUND | Semaphore not found | The semaphore does not exist. | - | cause
203 | ERROR_ENVVAR_NOT_FOUND | Variable not set | The environment variable does not exist. | - | cause
230 | ERROR_BAD_PIPE | Pipe not valid | The state of a pipe is not valid. | - | either
231 | ERROR_PIPE_BUSY | Pipe busy | All ends of a pipe are in use. | Run it again later. | cause
232 | ERROR_NO_DATA | Pipe closing | The pipe is being closed. | - | either
233 | ERROR_PIPE_NOT_CONNECTED | Other side not connected | No program is at the other end of the pipe. | Check that the service runs. | cause
234 | ERROR_MORE_DATA | More data | There is more data than was read. | - | either
240 | ERROR_VC_DISCONNECTED | Session ended | The session was ended. | - | cause
255 | ERROR_EA_LIST_INCONSISTENT | Attributes not consistent | Extended attributes do not fit; scripts use 255 for any failure. | Look at the lines before it. | result
487 | ERROR_INVALID_ADDRESS | Address not valid | The program used memory that is not its own. | Look for security software that hooks into it. | cause
534 | ERROR_ARITHMETIC_OVERFLOW | Number too large | A calculation gave a number that is too large. | - | cause
535 | ERROR_PIPE_CONNECTED | Pipe connected | A program is at the other end of the pipe. | - | either
577 | ERROR_INVALID_IMAGE_HASH | Signature not accepted | Windows can't verify the signature of the file. | Check the signature, Secure Boot and code integrity policies. | cause
995 | ERROR_OPERATION_ABORTED | Operation stopped | The operation was stopped by a thread or a program. | Look at what stopped it. | result
996 | ERROR_IO_INCOMPLETE | Not finished | The operation is not finished. | - | either
997 | ERROR_IO_PENDING | Still running | The operation goes on in the background. | - | either
998 | ERROR_NOACCESS | Memory not accessible | The program used memory it may not use. | Look for a crash in the event log. | cause
1004 | ERROR_INVALID_FLAGS | Wrong flags | Flags of the call are not valid. | - | cause
1005 | ERROR_UNRECOGNIZED_VOLUME | Volume not recognised | The volume has no file system Windows knows. | Check the drive; BitLocker may lock it. | cause
1006 | ERROR_FILE_INVALID | File changed outside | The volume of an open file was changed outside. | - | cause
1008 | ERROR_NO_TOKEN | No token | There is no token for the account. | Run it in the system context or sign in. | cause
1009 | ERROR_BADDB | Registry damaged | The registry database is damaged. | Repair Windows. | cause
1010 | ERROR_BADKEY | Registry key not valid | The registry key is not valid. | - | cause
1011 | ERROR_CANTOPEN | Registry key not opened | The registry key could not be opened. | Check the rights on the key. | cause
1012 | ERROR_CANTREAD | Registry key not read | The registry key could not be read. | Check the rights on the key. | cause
1013 | ERROR_CANTWRITE | Registry key not written | The registry key could not be written. | Check the rights on the key. | cause
1015 | ERROR_REGISTRY_CORRUPT | Registry damaged | A file of the registry is damaged. | Repair Windows. | cause
1018 | ERROR_KEY_DELETED | Registry key deleted | The registry key is marked for deletion. | Restart the device. | cause
1019 | ERROR_NO_LOG_SPACE | No space in registry log | There is no space in the registry log. | - | cause
1021 | ERROR_CHILD_MUST_BE_VOLATILE | Registry key volatile | A key below a volatile one must be volatile. | - | cause
1051 | ERROR_DEPENDENT_SERVICES_RUNNING | Others depend on it | Running services depend on the one to be stopped. | Stop them first. | cause
1052 | ERROR_INVALID_SERVICE_CONTROL | Control not valid | The service does not take this control now. | - | cause
1054 | ERROR_SERVICE_NO_THREAD | Service thread not made | A thread for the service could not be made. | Restart the device. | cause
1055 | ERROR_SERVICE_DATABASE_LOCKED | Service list locked | The list of services is locked. | Run it again later. | cause
1059 | ERROR_CIRCULAR_DEPENDENCY | Services in a circle | Services depend on each other in a circle. | Check their dependencies. | cause
1063 | ERROR_FAILED_SERVICE_CONTROLLER_CONNECT | No service process | The program was not started as a service. | Start it through the service manager. | cause
1064 | ERROR_EXCEPTION_IN_SERVICE | Exception in service | An exception was thrown while the service handled a control. | Look into the event log. | either
1066 | ERROR_SERVICE_SPECIFIC_ERROR | Service's own error | The service ended with a code of its own. | Look into the service's log for that code. | result
1070 | ERROR_SERVICE_START_HANG | Service hangs | The service hangs while it starts. | Look into the event log. | cause
1075 | ERROR_SERVICE_DEPENDENCY_DELETED | Dependency deleted | A service this one needs does not exist or is being deleted. | Check its dependencies. | cause
1077 | ERROR_SERVICE_NEVER_STARTED | Never started | The service was not started since the device started. | - | either
1078 | ERROR_DUPLICATE_SERVICE_NAME | Name in use | The display name is used by another service. | - | cause
1079 | ERROR_DIFFERENT_SERVICE_ACCOUNT | Other account | The service runs under another account than others of its process. | - | cause
1083 | ERROR_SERVICE_NOT_IN_EXE | Not in this program | The program does not contain the service. | Reinstall the product. | cause
1114 | ERROR_DLL_INIT_FAILED | DLL did not start | A library failed to initialise. | Repair the program or its runtime. | cause
1130 | ERROR_NOT_ENOUGH_SERVER_MEMORY | Server out of memory | The server has not enough memory for the request. | - | cause
1150 | ERROR_OLD_WIN_VERSION | Newer Windows needed | The program needs a newer version of Windows. | Update Windows. | cause
1157 | ERROR_DLL_NOT_FOUND | DLL not found | A library that the program needs was not found. | Install the runtime it needs. | cause
1167 | ERROR_DEVICE_NOT_CONNECTED | Device not connected | The device is not connected. | - | cause
1168 | ERROR_NOT_FOUND | Not found | The element was not found. | Look at what was being looked for. | cause
1190 | ERROR_SHUTDOWN_IS_SCHEDULED | Restart planned | A shutdown is planned already. | - | either
1200 | ERROR_BAD_DEVICE | Drive name not valid | The name of the drive is not valid. | - | cause
1203 | ERROR_NO_NET_OR_BAD_PATH | Path not on the network | No network provider took the path. | Check the path and the network. | cause
1208 | ERROR_EXTENDED_ERROR | Extended error | A network provider reported an error of its own. | Look at the lines before it. | result
1219 | ERROR_SESSION_CREDENTIAL_CONFLICT | Signed in as somebody else | The same user has a connection to this server under another name. | Close the other connection. | cause
1222 | ERROR_NO_NETWORK | No network | There is no network. | Check the connection. | cause
1225 | ERROR_CONNECTION_REFUSED | Connection refused | The other computer refused the connection. | Check that the service listens and the firewall lets it in. | cause
1226 | ERROR_GRACEFUL_DISCONNECT | Connection closed | The connection was closed by the other side. | - | either
1229 | ERROR_CONNECTION_INVALID | Connection not there | The connection does not exist. | - | cause
1232 | ERROR_HOST_UNREACHABLE | Computer not reachable | The computer can't be reached. | Check routing, VPN and firewall. | cause
1233 | ERROR_PROTOCOL_UNREACHABLE | Protocol not reachable | The protocol is not supported at the other end. | - | cause
1234 | ERROR_PORT_UNREACHABLE | Port not reachable | No service listens on the port. | Check the service at the other end. | cause
1235 | ERROR_REQUEST_ABORTED | Request stopped | The request was stopped. | - | result
1236 | ERROR_CONNECTION_ABORTED | Connection dropped | The local system dropped the connection. | Check proxy, VPN and security software. | cause
1237 | ERROR_RETRY | Run it again | The operation could not be completed now. | It is worth another try. | either
1240 | ERROR_LOGIN_WKSTA_RESTRICTION | Not from this computer | The account may not sign in from this computer. | Check the account's restrictions. | cause
1244 | ERROR_NOT_AUTHENTICATED | Not authenticated | The operation needs a sign-in that did not happen. | Check the account of the agent. | cause
1245 | ERROR_NOT_LOGGED_ON | Nobody signed in | The operation needs a user who is signed in. | - | cause
1247 | ERROR_ALREADY_INITIALIZED | Initialised already | Something was initialised twice. | - | either
1260 | ERROR_ACCESS_DISABLED_BY_POLICY | Blocked by policy | A group policy blocks this program. | Check AppLocker and Software Restriction policies. | cause
1265 | ERROR_DOWNGRADE_DETECTED | Weaker sign-in refused | Windows refused a weaker way to sign in. | Check the connection to the domain controller. | cause
1307 | ERROR_INVALID_OWNER | Owner not valid | The account can't be the owner of this object. | - | cause
1312 | ERROR_NO_SUCH_LOGON_SESSION | Sign-in session gone | The sign-in session does not exist any more. | Sign in again. | cause
1317 | ERROR_NO_SUCH_USER | Account not found | The account does not exist. | Check the name. | cause
1327 | ERROR_ACCOUNT_RESTRICTION | Account restricted | A restriction keeps the account from signing in. | Check for an empty password or time limits. | cause
1330 | ERROR_PASSWORD_EXPIRED | Password expired | The password of the account has expired. | Set a new one. | cause
1331 | ERROR_ACCOUNT_DISABLED | Account disabled | The account is disabled. | Enable it. | cause
1338 | ERROR_INVALID_SECURITY_DESCR | Rights not valid | The description of the rights is not valid. | - | cause
1346 | ERROR_BAD_IMPERSONATION_LEVEL | Impersonation too weak | The impersonation level is missing or not valid. | - | cause
1376 | ERROR_NO_SUCH_ALIAS | Local group not found | The local group does not exist. | Group names depend on the language of Windows. | cause
1378 | ERROR_MEMBER_IN_ALIAS | Member already | The account is a member of the group already. | - | either
1385 | ERROR_LOGON_TYPE_NOT_GRANTED | Kind of sign-in not granted | The account has no right to this kind of sign-in. | Check "Log on as a service" or as a batch job. | cause
1396 | ERROR_WRONG_TARGET_NAME | Wrong target name | The sign-in failed because the target has another name. | Check service principal names and DNS. | cause
1411 | ERROR_CLASS_DOES_NOT_EXIST | Class not found | The class does not exist. | - | cause
1453 | ERROR_WORKING_SET_QUOTA | Quota used up | There is not enough quota for the service. | Restart the device. | cause
1455 | ERROR_COMMITMENT_LIMIT | Page file too small | The page file is too small for this. | Raise the page file or free memory. | cause
1500 | ERROR_EVENTLOG_FILE_CORRUPT | Event log damaged | The file of the event log is damaged. | - | cause
1717 | RPC_S_UNKNOWN_IF | Interface not known | The remote side does not know the interface. | Check the versions of both sides. | cause
1721 | RPC_S_OUT_OF_RESOURCES | Out of resources | There are not enough resources for the remote call. | Restart the device. | cause
1723 | RPC_S_SERVER_TOO_BUSY | Server too busy | The remote side is too busy. | Run it again later. | cause
1727 | RPC_S_CALL_FAILED_DNE | Remote call not made | The remote call failed and was not run. | Run it again; check the service on the other side. | either
1753 | EPT_S_NOT_REGISTERED | Service not registered | The remote service has no endpoint now. | Check that the service runs. | cause
1780 | RPC_X_NULL_REF_POINTER | Null pointer in call | A remote call got a null pointer. | - | cause
1784 | ERROR_INVALID_USER_BUFFER | Buffer not valid | The buffer of the call is not valid. | Check the disk and its driver. | cause
1785 | ERROR_UNRECOGNIZED_MEDIA | Medium not recognised | The disk is not formatted for this system. | - | cause
1787 | ERROR_NO_TRUST_SAM_ACCOUNT | Computer account missing | The domain has no account for this computer. | Join the domain again. | cause
1789 | ERROR_TRUSTED_RELATIONSHIP_FAILURE | Trust broken | The trust between the computer and the domain is broken. | Repair the computer account. | cause
1792 | ERROR_NETLOGON_NOT_STARTED | Netlogon not running | A sign-in was tried before the service Netlogon ran. | Check the service Netlogon. | cause
1808 | ERROR_NOLOGON_WORKSTATION_TRUST_ACCOUNT | Computer account used | The account is that of a computer. | - | cause
1907 | ERROR_PASSWORD_MUST_CHANGE | Password must change | The password must be changed before the first sign-in. | - | cause
1908 | ERROR_DOMAIN_CONTROLLER_NOT_FOUND | No domain controller | No domain controller was found. | Check VPN and name resolution. | cause
1909 | ERROR_ACCOUNT_LOCKED_OUT | Account locked | The account is locked after too many tries. | Unlock it; look for a stale password. | cause
2202 | ERROR_BAD_USERNAME | User name not valid | The user name is not valid. | - | cause
2250 | ERROR_NOT_CONNECTED | Not connected | The network connection does not exist. | - | cause
2401 | ERROR_OPEN_FILES | Files are open | The connection has open files. | - | cause
2404 | ERROR_DEVICE_IN_USE | Device in use | The device is used by a process. | - | cause
3012 | ERROR_PRINTER_NOT_FOUND | No printers found | No printers were found. | - | cause
4390 | ERROR_NOT_A_REPARSE_POINT | Not a link | The file or folder is no link. | - | cause
6802 | ERROR_TRANSACTION_NOT_ACTIVE | Transaction over | The transaction is not active any more. | - | either
9002 | DNS_ERROR_RCODE_SERVER_FAILURE | DNS server failed | The DNS server could not answer. | Check the DNS server. | cause
9003 | DNS_ERROR_RCODE_NAME_ERROR | Name not in DNS | The name does not exist in DNS. | Check the name and the DNS suffix. | cause
9501 | DNS_INFO_NO_RECORDS | No such DNS record | The name has no record of this kind. | Check the zone. | cause
10013 | WSAEACCES | Port forbidden | The program may not use the port. | Look for a program, a reserved range or security software on it. | cause
10038 | WSAENOTSOCK | No socket | The program used something that is no socket. | - | cause
10048 | WSAEADDRINUSE | Port in use | Another program uses the address and port. | Look for the program that listens on it. | cause
10049 | WSAEADDRNOTAVAIL | Address not here | The address does not belong to this computer. | Check the bind address. | cause
10050 | WSAENETDOWN | Network down | The network is down. | Check the adapter. | cause
10051 | WSAENETUNREACH | Network not reachable | There is no route to the network. | Check routing and VPN. | cause
10053 | WSAECONNABORTED | Connection aborted | The local system ended the connection. | Check security software and time-outs. | cause
10054 | WSAECONNRESET | Connection reset | The other side closed the connection. | Look at the log of the other side. | either
10055 | WSAENOBUFS | Out of buffers | There was no room for another connection. | Look for a program that keeps connections open. | cause
10060 | WSAETIMEDOUT | Connection timed out | The other side did not answer in time. | Check firewall, routing and the service. | cause
10061 | WSAECONNREFUSED | Connection refused | No service listens there, or it refuses. | Check that the service runs and its port. | cause
10064 | WSAEHOSTDOWN | Computer down | The other computer is down. | - | cause
10065 | WSAEHOSTUNREACH | Computer not reachable | There is no route to the computer. | Check routing, VPN and firewall. | cause
10106 | WSAEPROVIDERFAILEDINIT | Network stack damaged | The network stack could not be loaded. | Reset it: netsh winsock reset. | cause
11001 | WSAHOST_NOT_FOUND | Name not found | The name of the computer was not found. | Check DNS, VPN and proxy. | cause
11002 | WSATRY_AGAIN | DNS gave no answer | The DNS server gave no answer for now. | Check the DNS server, run it again. | cause
11004 | WSANO_DATA | No address for name | The name exists but has no address of this kind. | Check the DNS zone. | cause
14001 | ERROR_SXS_CANT_GEN_ACTCTX | Side-by-side not right | The program's side-by-side configuration is not right. | Install the Visual C++ runtime it needs. | cause
14003 | ERROR_SXS_ASSEMBLY_NOT_FOUND | Assembly not found | An assembly that the program needs is not installed. | Install the runtime it needs. | cause
15600 | ERROR_INSTALL_OPEN_PACKAGE_FAILED | App package not opened | The app package could not be opened. | Check the path and that the download is complete. | cause
15601 | ERROR_INSTALL_PACKAGE_NOT_FOUND | App package not found | The app package was not found. | Check the path. | cause
15602 | ERROR_INSTALL_INVALID_PACKAGE | App package not valid | The app package is not valid. | Check its signature and manifest. | cause
15605 | ERROR_INSTALL_NETWORK_FAILURE | App download failed | A network error kept the app from being installed. | Check the connection. | cause
15607 | ERROR_INSTALL_DEREGISTRATION_FAILURE | App not unregistered | The app could not be unregistered. | Look at the error before it. | result
15608 | ERROR_INSTALL_CANCEL | App cancelled | The installation of the app was cancelled. | - | result
15610 | ERROR_REMOVE_FAILED | App not removed | The app could not be removed. | Look at the error before it. | result
15612 | ERROR_NEEDS_REMEDIATION | App must be repaired | The app can't start before it is repaired. | Install it again. | cause
15614 | ERROR_PACKAGE_REPOSITORY_CORRUPTED | App repository damaged | The repository of apps is damaged. | Repair Windows. | cause
15616 | ERROR_PACKAGE_UPDATING | App is being updated | The app is being updated. | Run it again later. | cause
15617 | ERROR_DEPLOYMENT_BLOCKED_BY_POLICY | App blocked by policy | A policy blocks the app. | Check the app policies. | cause
15619 | ERROR_RECOVERY_FILE_CORRUPT | Recovery file damaged | A file for recovery is damaged. | - | cause
`);
