import { codeTable } from "./code-table.ts";

/** Win32 errors (winerror.h); 0x8007xxxx carries the same number in its low half. */
export const WINDOWS_CODES = codeTable(`
0 | ERROR_SUCCESS | Finished without error | The program says that it succeeded. | - | result
1 | ERROR_INVALID_FUNCTION | General failure | Windows calls this an incorrect function; scripts and many installers use it for any failure. | Look at the lines before it. | result
2 | ERROR_FILE_NOT_FOUND | File not found | A file that is needed does not exist. | Look for the path in the lines before it. | cause
3 | ERROR_PATH_NOT_FOUND | Path not found | A folder that is needed does not exist. | Check the path, and drives the system account does not see. | cause
4 | ERROR_TOO_MANY_OPEN_FILES | Too many open files | The program can't open more files. | - | cause
5 | ERROR_ACCESS_DENIED | Access denied | The account that runs this has no right to what it tried. | Check the rights of SYSTEM, and whether security software blocks it. | cause
6 | ERROR_INVALID_HANDLE | Invalid handle | The program used an object that is not there any more. | - | either
8 | ERROR_NOT_ENOUGH_MEMORY | Not enough memory | Memory was not enough for this. | Restart the device or close programs. | cause
13 | ERROR_INVALID_DATA | Data is not valid | The data that was read is not valid. | The file may be damaged or incomplete. | cause
14 | ERROR_OUTOFMEMORY | Not enough memory | Memory was not enough for this. | Restart the device or close programs. | cause
15 | ERROR_INVALID_DRIVE | Drive not found | The drive does not exist. | Check mapped drives: the system account does not see those of users. | cause
19 | ERROR_WRITE_PROTECT | Write protected | The medium is write-protected. | - | cause
21 | ERROR_NOT_READY | Device not ready | A drive or device is not ready. | Check that the drive is connected and unlocked. | cause
32 | ERROR_SHARING_VIOLATION | File in use | Another program holds the file. | Close that program, or restart the device and run it again. | cause
33 | ERROR_LOCK_VIOLATION | File locked | Another program has locked part of the file. | Close that program and run it again. | cause
50 | ERROR_NOT_SUPPORTED | Not supported | The request is not supported here. | - | cause
53 | ERROR_BAD_NETPATH | Network path not found | The server or share was not found. | Check name resolution, VPN and the share. | cause
59 | ERROR_UNEXP_NET_ERR | Network error | The network answered in an unexpected way. | Run it again; check the connection. | cause
64 | ERROR_NETNAME_DELETED | Connection to share lost | The share is no longer available. | Check the connection to the server. | cause
65 | ERROR_NETWORK_ACCESS_DENIED | Network access denied | The network refused the access. | Give the computer account rights on the share. | cause
67 | ERROR_BAD_NET_NAME | Share not found | The share of that name does not exist. | Check the path. | cause
82 | ERROR_CANNOT_MAKE | File or folder not created | A file or folder could not be created. | Check rights and free space. | cause
87 | ERROR_INVALID_PARAMETER | Wrong parameter | A parameter is not valid. | Check the command line. | cause
110 | ERROR_OPEN_FAILED | File not opened | A file or device could not be opened. | - | cause
112 | ERROR_DISK_FULL | Disk full | There is not enough space on the disk. | Free space on the system drive. | cause
120 | ERROR_CALL_NOT_IMPLEMENTED | Function not available | The function does not exist on this system. | - | cause
123 | ERROR_INVALID_NAME | Invalid file name | A file name or path is not written correctly. | Check quotes and backslashes in the command line. | cause
126 | ERROR_MOD_NOT_FOUND | DLL not found | A library that the program needs is missing. | Install the runtime it needs, such as Visual C++. | cause
127 | ERROR_PROC_NOT_FOUND | Function missing in DLL | A library has not the version that the program needs. | Update or repair the runtime. | cause
145 | ERROR_DIR_NOT_EMPTY | Folder not empty | The folder can't be removed because something is in it. | - | either
161 | ERROR_BAD_PATHNAME | Bad path | The path is not valid. | Check the command line. | cause
170 | ERROR_BUSY | Resource in use | What is needed is in use. | Run it again later. | cause
183 | ERROR_ALREADY_EXISTS | Already exists | What was to be created exists already. | - | either
193 | ERROR_BAD_EXE_FORMAT | Not a program for this system | The file is no program that runs here. | Check x64, ARM64 or x86, and that the download is complete. | cause
206 | ERROR_FILENAME_EXCED_RANGE | Path too long | A file name or path is too long. | Use a shorter folder. | cause
216 | ERROR_EXE_MACHINE_TYPE_MISMATCH | Wrong processor type | The program is for another processor type. | Use the build for this one. | cause
225 | ERROR_VIRUS_INFECTED | Blocked as malware | Security software blocked the file. | Look into the protection history of the device. | cause
258 | WAIT_TIMEOUT | Timed out | Waiting took too long. | Look at what was being waited for. | either
259 | ERROR_NO_MORE_ITEMS | Nothing more | There is no more data. | - | either
267 | ERROR_DIRECTORY | Not a folder | The name is not that of a folder. | Check the working folder of the command. | cause
740 | ERROR_ELEVATION_REQUIRED | Administrator needed | The program needs administrator rights. | Run it in the system context. | cause
1053 | ERROR_SERVICE_REQUEST_TIMEOUT | Service did not answer | The service did not answer the start request in time. | Check its account, its runtime and the system event log. | cause
1056 | ERROR_SERVICE_ALREADY_RUNNING | Service runs already | The service is running already. | - | either
1057 | ERROR_INVALID_SERVICE_ACCOUNT | Service account not valid | The account of the service does not exist or its password is wrong. | Check the account and its password. | cause
1058 | ERROR_SERVICE_DISABLED | Service disabled | The service is disabled. | Enable it. | cause
1060 | ERROR_SERVICE_DOES_NOT_EXIST | Service not found | There is no service of that name. | Check that the product is installed. | cause
1061 | ERROR_SERVICE_CANNOT_ACCEPT_CTRL | Service can't be controlled now | The service is starting or stopping. | Run it again a little later. | cause
1062 | ERROR_SERVICE_NOT_ACTIVE | Service not running | The service is not running. | - | either
1067 | ERROR_PROCESS_ABORTED | Service process ended | The process of the service ended unexpectedly. | Look into the event log of the device. | cause
1068 | ERROR_SERVICE_DEPENDENCY_FAIL | Dependency did not start | A service this one depends on did not start. | Look for the first service that failed. | either
1069 | ERROR_SERVICE_LOGON_FAILED | Service could not sign in | The service could not sign in with its account. | Check its password and the right "Log on as a service". | cause
1072 | ERROR_SERVICE_MARKED_FOR_DELETE | Service waits for deletion | A service of that name is about to be deleted. | Close the Services window or restart the device. | cause
1073 | ERROR_SERVICE_EXISTS | Service exists already | A service of that name exists already. | Remove what an older version left. | cause
1117 | ERROR_IO_DEVICE | Disk error | The disk or device reported an error. | Check the health of the disk. | cause
1223 | ERROR_CANCELLED | Cancelled by the user | Somebody cancelled it. | - | result
1231 | ERROR_NETWORK_UNREACHABLE | Network not reachable | The network can't be reached. | Check the connection of the device. | cause
1314 | ERROR_PRIVILEGE_NOT_HELD | Privilege missing | The account lacks a privilege that is needed. | Run it in the system context. | cause
1326 | ERROR_LOGON_FAILURE | Name or password wrong | The sign-in failed. | Check the account and its password. | cause
1332 | ERROR_NONE_MAPPED | Service account not found | Windows found no account with this name, so no rights could be granted to it. | Create the account before the install, or use a built-in one. | cause
1355 | ERROR_NO_SUCH_DOMAIN | Domain not reachable | The domain does not exist or can't be reached. | Check VPN and name resolution. | cause
1392 | ERROR_FILE_CORRUPT | File damaged | The file or folder is damaged and can't be read. | Check the disk. | cause
1450 | ERROR_NO_SYSTEM_RESOURCES | Out of system resources | Windows has not enough resources for this. | Restart the device. | cause
1460 | ERROR_TIMEOUT | Timed out | The action took longer than was allowed. | Look at what was being waited for. | either
1722 | RPC_S_SERVER_UNAVAILABLE | RPC server not available | The other side of a remote call does not answer. | Check the network, the firewall and the service. | cause
1726 | RPC_S_CALL_FAILED | Remote call failed | A remote call broke off. | Run it again; check the service on the other side. | either
12002 | ERROR_INTERNET_TIMEOUT | Server did not answer | The server did not answer in time. | Check proxy, firewall and connection. | cause
12007 | ERROR_INTERNET_NAME_NOT_RESOLVED | Server name not found | The name of the server could not be resolved. | Check DNS, VPN and proxy. | cause
12029 | ERROR_INTERNET_CANNOT_CONNECT | No connection to server | The connection to the server failed. | Check proxy, firewall and connection. | cause
12030 | ERROR_INTERNET_CONNECTION_ABORTED | Connection broke off | The connection to the server broke off. | Run it again; check proxy and firewall. | cause
12044 | ERROR_INTERNET_CLIENT_AUTH_CERT_NEEDED | Client certificate needed | The server asks for a certificate of this device. | Check that the certificate is there and valid. | cause
12057 | ERROR_INTERNET_SEC_CERT_REV_FAILED | Revocation not checked | It could not be checked whether the server's certificate is revoked. | Check that the revocation list can be reached. | cause
12152 | ERROR_HTTP_INVALID_SERVER_RESPONSE | Invalid server answer | The server's answer could not be understood. | Check proxies in between. | cause
12175 | ERROR_INTERNET_DECODING_FAILED | Secure connection failed | The secure connection to the server failed. | Check the clock, TLS settings and TLS inspection. | cause
14081 | ERROR_SXS_ASSEMBLY_MISSING | Update component missing | A component that servicing needs is missing. | Repair the component store: DISM /Online /Cleanup-Image /RestoreHealth. | cause
14098 | ERROR_SXS_COMPONENT_STORE_CORRUPT | Component store damaged | The component store of Windows is damaged. | Repair it: DISM /Online /Cleanup-Image /RestoreHealth. | cause
15603 | ERROR_INSTALL_RESOLVE_DEPENDENCY_FAILED | App dependency missing | A package this app depends on is missing or in conflict. | Install the framework packages it names. | cause
15606 | ERROR_INSTALL_REGISTRATION_FAILURE | App not registered | The app package could not be registered. | Look at the error before it. | result
15609 | ERROR_INSTALL_FAILED | App installation failed | The app package could not be installed. | Look at the error before it. | result
15611 | ERROR_PACKAGE_ALREADY_EXISTS | App version exists already | A package of this identity with other contents is installed. | Raise the version, or remove the installed one. | cause
15613 | ERROR_INSTALL_PREREQUISITE_FAILED | App needs another Windows | The app package does not fit this version of Windows. | Check its minimum version. | cause
15615 | ERROR_INSTALL_POLICY_FAILURE | App forbidden by policy | A policy forbids installing this app package. | Allow trusted apps, or check AppLocker. | cause
15618 | ERROR_PACKAGES_IN_USE | App is running | The app can't be updated while it runs. | Close it and run it again. | cause
15622 | ERROR_INSTALL_PACKAGE_DOWNGRADE | Newer app installed | A newer version of this app is installed. | - | cause
`);
