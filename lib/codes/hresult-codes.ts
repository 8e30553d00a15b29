import { codeTable } from "./code-table.ts";

/** HRESULTs and NTSTATUS values of Windows, COM, certificates, WMI, .NET, sign-in and encryption, and exit codes of crashes. */
export const HRESULT_CODES = codeTable(`
0x80004001 | E_NOTIMPL | Not implemented | The function does not exist here. | - | cause
0x80004002 | E_NOINTERFACE | Interface not found | A component does not offer what was asked of it. | Repair the program or its runtime. | cause
0x80004003 | E_POINTER | Invalid pointer | A program made an error with an address. | Look at the lines before it. | either
0x80004004 | E_ABORT | Aborted | The action was aborted. | Look at what aborted it. | result
0x80004005 | E_FAIL | Unspecified failure | Something failed; the code does not say what. | Look at the lines before it. | result
0x8000FFFF | E_UNEXPECTED | Unexpected failure | Something failed that was not expected to. | Look at the lines before it. | result
0x80008083 | CoreHostLibMissingFailure | .NET runtime not found | The .NET host found no runtime that the program can use. | Check which .NET versions are installed. | cause
0x80040154 | REGDB_E_CLASSNOTREG | Component not registered | A COM component that is needed is not registered. | Repair the program it belongs to; check 32 and 64 bit. | cause
0x80040155 | REGDB_E_IIDNOTREG | Interface not registered | A COM interface that is needed is not registered. | Repair the program it belongs to. | cause
0x80080005 | CO_E_SERVER_EXEC_FAILURE | Component did not start | A COM server could not be started. | Check its service or program, and the rights of the account. | cause
0x80010108 | RPC_E_DISCONNECTED | Component went away | The program that was called has ended. | Look for a crash in the event log. | cause
0x80131500 | COR_E_EXCEPTION | .NET exception | A .NET program failed with an exception. | Look for the exception's text near it. | result
0x80131509 | COR_E_INVALIDOPERATION | Invalid operation in .NET | A .NET program did something that is not possible in its state. | Look for the exception's text near it. | either
0x80041001 | WBEM_E_FAILED | WMI call failed | WMI reported a failure. | Check the WMI repository: winmgmt /verifyrepository. | either
0x80041002 | WBEM_E_NOT_FOUND | WMI object not found | The object does not exist in WMI. | - | cause
0x80041003 | WBEM_E_ACCESS_DENIED | WMI access denied | The account may not use this part of WMI. | Check the rights on the WMI namespace. | cause
0x8004100E | WBEM_E_INVALID_NAMESPACE | WMI namespace missing | The WMI namespace does not exist. | Repair or reinstall the client it belongs to. | cause
0x80041010 | WBEM_E_INVALID_CLASS | WMI class missing | The WMI class does not exist. | Repair or reinstall the client it belongs to. | cause
0x80041013 | WBEM_E_PROVIDER_LOAD_FAILURE | WMI provider not loaded | A WMI provider could not be loaded. | Repair the program it belongs to. | cause
0x80090016 | NTE_BAD_KEYSET | Key not found | A cryptographic key does not exist or can't be used. | Check the TPM and the device's certificates. | cause
0x80090325 | SEC_E_UNTRUSTED_ROOT | Server not trusted | The certificate of the server comes from an authority that is not trusted. | Install the root certificate; check TLS inspection. | cause
0x80092004 | CRYPT_E_NOT_FOUND | Certificate not found | The certificate or object does not exist. | Check the certificate store of the computer. | cause
0x80092012 | CRYPT_E_NO_REVOCATION_CHECK | Revocation not checked | It could not be checked whether a certificate is revoked. | Check that the revocation list can be reached. | cause
0x80092013 | CRYPT_E_REVOCATION_OFFLINE | Revocation server offline | The server of the revocation list does not answer. | Check proxy and firewall. | cause
0x80096010 | TRUST_E_BAD_DIGEST | File changed after signing | The content of a file does not match its signature. | Download it again. | cause
0x800B0100 | TRUST_E_NOSIGNATURE | Not signed | The file has no signature. | Use a signed file, or allow it by policy. | cause
0x800B0101 | CERT_E_EXPIRED | Certificate expired | A certificate is not valid at this time. | Check the clock of the device and the certificate. | cause
0x800B0109 | CERT_E_UNTRUSTEDROOT | Signer not trusted | The certificate comes from an authority this device does not trust. | Install the root certificate. | cause
0x800B010A | CERT_E_CHAINING | Certificate chain incomplete | A certificate between this one and its root is missing. | Install the intermediate certificates. | cause
0x800B010F | CERT_E_CN_NO_MATCH | Certificate for another name | The certificate is for another server name. | Check the address that is used. | cause
0xC0000005 | STATUS_ACCESS_VIOLATION | Program crashed | The program crashed with a memory error. | Look for the crash in the event log; update the program. | cause
0xC0000135 | STATUS_DLL_NOT_FOUND | DLL not found | The program did not start because a library is missing. | Install the runtime it needs. | cause
0xC000013A | STATUS_CONTROL_C_EXIT | Program was ended | The program was ended from outside. | Look at who ended it: a user, a timeout or a restart. | result
0xC0000142 | STATUS_DLL_INIT_FAILED | DLL did not start | The program did not start because a library failed to. | Restart the device; repair the runtime. | cause
0xC0000409 | STATUS_STACK_BUFFER_OVERRUN | Program crashed | The program ended itself after an internal error. | Look for the crash in the event log. | cause
0xE0434352 | CLR_EXCEPTION | Unhandled .NET exception | A .NET program ended with an exception nobody handled. | Look for the exception in the event log. | cause
0xFFFD0000 | - | Script not found by PowerShell | PowerShell did not find the script it was to run. | Check the path after -File. | cause
0x8000000A | E_PENDING | Not ready yet | The data is not there yet. | - | either
0x8000000E | - | Wrong time for the call | The call came at a time when it is not allowed. | - | either
0x80004006 | - | Object not valid | A program used an object that is not valid. | - | either
0x80010001 | RPC_E_CALL_REJECTED | Call refused by program | The program that was called was busy and refused. | Close open dialogs of that program. | cause
0x800106BA | - | Defender service not running | The antivirus service could not be reached. | Check the service WinDefend. | cause
0x80010105 | RPC_E_SERVERFAULT | Called program failed | The program that was called threw an exception. | Look into its log. | either
0x8001010A | RPC_E_SERVERCALL_RETRYLATER | Program busy | The program that was called is busy. | Run it again later. | cause
0x80010114 | RPC_E_INVALID_OBJECT | Object gone | The object that was asked for does not exist any more. | - | either
0x80020009 | DISP_E_EXCEPTION | Exception in script call | A script called something that threw an exception. | Look for the exception's text near it. | result
0x8002801D | TYPE_E_LIBNOTREGISTERED | Library not registered | A type library is not registered. | Repair the program it belongs to. | cause
0x80029C4A | TYPE_E_CANTLOADLIBRARY | Library not loaded | A type library could not be loaded. | Repair the program it belongs to. | cause
0x80030002 | STG_E_FILENOTFOUND | Storage file missing | A storage file was not found. | Check the path. | cause
0x80030005 | STG_E_ACCESSDENIED | Storage access denied | A storage file may not be opened. | Check the rights on the file. | cause
0x800300FD | STG_E_UNKNOWN | Storage error | A storage file gave an error that is not known. | The package may be damaged. | either
0x80040111 | CLASS_E_CLASSNOTAVAILABLE | Class not available | A component can't give the class that was asked for. | Repair the program it belongs to. | cause
0x800401F0 | CO_E_NOTINITIALIZED | COM not initialised | A program used COM before it was set up. | - | cause
0x800401F3 | CO_E_CLASSSTRING | Class name not valid | The name of a COM class is not known. | Check that the program is installed. | cause
0x80041006 | WBEM_E_OUT_OF_MEMORY | WMI out of memory | WMI has not enough memory. | Restart the service winmgmt. | cause
0x80041008 | WBEM_E_INVALID_PARAMETER | WMI parameter wrong | A parameter given to WMI is not valid. | - | cause
0x80041017 | WBEM_E_INVALID_QUERY | WMI query wrong | A WMI query is not valid. | Check the query. | cause
0x80041032 | WBEM_E_CALL_CANCELLED | WMI call cancelled | A WMI call was cancelled. | - | result
0x80041033 | WBEM_E_SHUTTING_DOWN | WMI is stopping | The WMI service is stopping. | Run it again once the service runs. | cause
0x80070BC9 | - | Restart needed first | The change waits for a restart that is pending. | Restart the device, then run it again. | result
0x80073701 | - | Update component missing | A component that servicing needs is missing. | Repair the component store: DISM /Online /Cleanup-Image /RestoreHealth. | cause
0x80073712 | - | Component store damaged | A file of the component store is missing or damaged. | Repair it: DISM /Online /Cleanup-Image /RestoreHealth. | cause
0x8007000E | E_OUTOFMEMORY | Not enough memory | Memory was not enough for this. | Restart the device or close programs. | cause
0x80070057 | E_INVALIDARG | Wrong parameter | A parameter is not valid. | Check the command line or the data that was passed. | cause
0x80072F8F | - | Secure connection failed | The certificate or clock does not allow the secure connection. | Check the clock, TLS settings and TLS inspection. | cause
0x80072EE2 | - | Server did not answer | The server did not answer in time. | Check proxy, firewall and connection. | cause
0x80072EFD | - | No connection to server | The connection to the server failed. | Check proxy, firewall and connection. | cause
0x80072EFE | - | Connection broke off | The connection to the server broke off. | Run it again; check proxy and firewall. | cause
0x80090011 | NTE_NOT_FOUND | Key not found | A cryptographic object was not found. | Check the certificates of the device. | cause
0x8009000B | NTE_BAD_KEY_STATE | Key not usable here | The key can't be used in this state, often after a profile was copied. | Create the key or secret anew on this device. | cause
0x80090020 | NTE_FAIL | Key provider failed | A key provider failed inside. | Look at the TPM and its driver. | either
0x80090029 | NTE_NOT_SUPPORTED | Not supported by provider | The key provider does not support this. | Check the firmware of the TPM. | cause
0x80090030 | NTE_DEVICE_NOT_READY | TPM not ready | The device that keeps the key is not ready. | Check the TPM: tpm.msc. | cause
0x80090308 | SEC_E_INVALID_TOKEN | Sign-in token not valid | The token of a secure sign-in is not valid. | Check protocols, clock and proxies. | cause
0x8009030C | SEC_E_LOGON_DENIED | Sign-in refused | The sign-in was refused. | Check the account and its password. | cause
0x8009030E | SEC_E_NO_CREDENTIALS | No credentials | No credentials are there for the sign-in. | Check the account of the agent. | cause
0x80090311 | SEC_E_NO_AUTHENTICATING_AUTHORITY | No sign-in server reachable | No authority for the sign-in could be reached. | Check VPN and domain controller. | cause
0x80090322 | SEC_E_WRONG_PRINCIPAL | Wrong target name | The certificate or name of the target is another one. | Check the address and its certificate. | cause
0x80090326 | SEC_E_ILLEGAL_MESSAGE | Secure connection refused | A message of the secure connection was not expected. | Check TLS versions and TLS inspection. | cause
0x80090327 | SEC_E_CERT_UNKNOWN | Certificate not processed | A certificate could not be processed. | Check the certificate of the server or client. | cause
0x80090328 | SEC_E_CERT_EXPIRED | Certificate expired | A certificate has expired. | Check the clock and renew the certificate. | cause
0x80090331 | SEC_E_ALGORITHM_MISMATCH | No common encryption | Client and server have no algorithm in common. | Check TLS versions and cipher suites. | cause
0x80092009 | CRYPT_E_NO_MATCH | No matching certificate | No certificate or key fits what was asked for. | Check the certificate store. | cause
0x80092026 | CRYPT_E_SECURITY_SETTINGS | Forbidden by security settings | A security setting of this system forbids it. | Check the policies for certificates. | cause
0x80093102 | CRYPT_E_ASN1_EOD | Certificate data cut short | Certificate data ends too early. | Download it again. | cause
0x80094004 | CERTSRV_E_PROPERTY_EMPTY | Value missing at authority | A property that the certificate authority needs is empty. | Check the request and template. | cause
0x80094012 | CERTSRV_E_TEMPLATE_DENIED | No right to template | The account may not enroll for the certificate template. | Check the rights on the template. | cause
0x80094800 | CERTSRV_E_UNSUPPORTED_CERT_TYPE | Template not offered | The authority does not offer the certificate template. | Publish the template at the authority. | cause
0x80096004 | TRUST_E_CERT_SIGNATURE | Signature of certificate wrong | The signature of a certificate can't be verified. | Download the file again. | cause
0x80096005 | TRUST_E_TIME_STAMP | Time stamp not valid | The time stamp of a signature is not valid. | Check the clock and the certificates of time stamps. | cause
0x800B0003 | TRUST_E_SUBJECT_FORM_UNKNOWN | File kind not known | The signature can't be checked for a file of this kind. | The file may be damaged. | cause
0x800B0004 | TRUST_E_SUBJECT_NOT_TRUSTED | Not trusted | The file is not trusted for this. | Check the signature and policies. | cause
0x800B010C | CERT_E_REVOKED | Certificate revoked | The certificate was revoked by its issuer. | Get a new certificate. | cause
0x800B010E | CERT_E_REVOCATION_FAILURE | Revocation not checked | It could not be checked whether the certificate is revoked. | Check that the revocation list can be reached. | cause
0x800B0110 | CERT_E_WRONG_USAGE | Certificate for other use | The certificate is not made for this use. | Get one with the right usage. | cause
0x800C0005 | - | Address not found | The server or file of the address was not found. | Check the address, proxy and connection. | cause
0x800C0008 | - | Download failed | The download did not succeed. | Check proxy and connection. | either
0x80131040 | - | Assembly version mismatch | A .NET assembly has another version than was asked for. | Repair the program or its .NET. | cause
0x80131047 | - | Assembly name not valid | The name of a .NET assembly is not valid. | - | cause
0x80131501 | COR_E_SYSTEM | .NET system exception | A .NET program failed inside. | Look for the exception's text near it. | result
0x80131505 | COR_E_TIMEOUT | .NET time-out | A .NET program waited too long. | Look at what it waited for. | either
0x80131515 | COR_E_NOTSUPPORTED | Not supported in .NET | A .NET program was asked for what it does not support. | The file may be blocked as downloaded. | either
0x80131522 | COR_E_TYPELOAD | .NET type not loaded | A .NET program misses a type; versions do not fit. | Repair the program. | cause
0x80131534 | COR_E_TYPEINITIALIZATION | .NET type not initialised | A .NET program failed while it started a part of it. | Look for the inner exception. | result
0x80131604 | - | .NET call threw | A call inside a .NET program threw an exception. | Look for the inner exception. | result
0x80131700 | - | .NET runtime not loaded | No fitting .NET runtime could be loaded. | Install the version that is needed. | cause
0x8028400F | - | TPM not found | No TPM was found, or it is off. | Turn it on in the firmware. | cause
0x80280803 | - | TPM locked | The TPM defends itself against guessing and is locked. | Wait, or reset the lockout. | cause
0x80284008 | - | TPM communication error | The TPM did not answer as it should. | Update the firmware; clear the TPM only with the recovery key. | cause
0x80310000 | FVE_E_LOCKED_VOLUME | Drive locked | The drive is locked by BitLocker. | Unlock it with the recovery key. | cause
0x8031004E | - | Recovery key needed | BitLocker wants the recovery key. | - | cause
0x80310018 | - | BitLocker: no TPM key | The TPM can't unlock the drive. | Check the TPM and the protectors of the drive. | cause
0x803100B5 | - | Start-up key not possible | No keyboard is there before Windows starts, which the policy needs. | Check the policy for start-up authentication. | cause
0x803D0005 | WS_E_OPERATION_TIMED_OUT | Web service timed out | The web service did not answer in time. | Check proxy and connection. | cause
0x803D000F | WS_E_ENDPOINT_UNREACHABLE | Web service unreachable | The end point can't be reached. | Check the address and firewall. | cause
0x803D0010 | WS_E_ENDPOINT_FAULT_RECEIVED | Web service answered an error | The web service sent back a fault. | Look at the text of the fault. | result
0x80860010 | - | Device profile refused | The profile service does not accept the device. | Check the registration of the hardware. | cause
0x801C0003 | - | User may not join | The user may not join devices, or has too many. | Check device settings and limits of the directory. | cause
0x801C000E | - | Too many devices | The user has joined as many devices as are allowed. | Remove old devices or raise the limit. | cause
0x801C001D | - | Join not set up | The domain does not say which directory devices belong to. | Check the service connection point. | cause
0x801C0021 | - | Join not supported | Discovery found no way to join. | Check DNS and the service connection point. | cause
0x801C005B | - | Device is in another directory | The hardware is registered elsewhere. | Remove the old registration. | cause
0x801C03ED | - | User may not join | The device is not allowed for this user or by this policy. | Check join settings and the Autopilot profile. | cause
0x801C03F3 | - | Device object gone | The device's object in the directory was deleted or disabled. | Join the device again. | cause
0x801C03F2 | - | Device not found yet | The directory does not know the device yet. | Wait for the synchronisation, then join again. | cause
0x81036502 | - | Enrollment status page failed | A step of the enrollment status page failed. | Look at the app or profile that failed. | result
0x80D02004 | - | Download job gone | The download job was not found. | It is started anew; check Delivery Optimization. | cause
0x80D03002 | - | Download not allowed | The downloader can't use this connection. | Check metered connections and policies. | cause
0x80D03805 | - | No transport for download | The download can't use this network now. | Check metered connections. | cause
0xC0000001 | STATUS_UNSUCCESSFUL | Not successful | Something failed; the code does not say what. | Look at the lines before it. | result
0xC0000008 | STATUS_INVALID_HANDLE | Invalid handle | A program used an object that is not there any more. | - | either
0xC000000F | STATUS_NO_SUCH_FILE | File not found | A file that is needed does not exist. | Check the path; when starting, repair the boot files. | cause
0xC0000017 | STATUS_NO_MEMORY | Not enough memory | Memory was not enough. | Restart the device. | cause
0xC000001D | STATUS_ILLEGAL_INSTRUCTION | Illegal instruction | The program used an instruction the processor does not know. | Use a build for this processor. | cause
0xC0000022 | STATUS_ACCESS_DENIED | Access denied | The account has no right to what it tried. | Check rights and security software. | cause
0xC0000034 | STATUS_OBJECT_NAME_NOT_FOUND | Object not found | A file or object of that name does not exist. | Check the path. | cause
0xC000003A | STATUS_OBJECT_PATH_NOT_FOUND | Path not found | A folder that is needed does not exist. | Check the path. | cause
0xC0000043 | STATUS_SHARING_VIOLATION | File in use | Another program holds the file. | Close that program. | cause
0xC0000056 | STATUS_DELETE_PENDING | About to be deleted | The file or key is being deleted. | Restart the device. | cause
0xC000005E | STATUS_NO_LOGON_SERVERS | No sign-in server | No domain controller is reachable for the sign-in. | Check VPN and name resolution. | cause
0xC0000064 | STATUS_NO_SUCH_USER | User not found | The account does not exist. | Check the name. | cause
0xC000006A | STATUS_WRONG_PASSWORD | Password wrong | The password is not right. | Look for a service or task with an old password. | cause
0xC000006D | STATUS_LOGON_FAILURE | Sign-in failed | The name or password is not right. | Check the account and its password. | cause
0xC000006E | STATUS_ACCOUNT_RESTRICTION | Account restricted | A restriction keeps the account from signing in. | - | cause
0xC0000071 | STATUS_PASSWORD_EXPIRED | Password expired | The password has expired. | Set a new one. | cause
0xC0000072 | STATUS_ACCOUNT_DISABLED | Account disabled | The account is disabled. | Enable it. | cause
0xC000007B | STATUS_INVALID_IMAGE_FORMAT | Wrong kind of program | A program or library is for another processor type or damaged. | Check 32 and 64 bit; repair the runtime. | cause
0xC000007F | STATUS_DISK_FULL | Disk full | There is not enough space on the disk. | Free space. | cause
0xC0000094 | STATUS_INTEGER_DIVIDE_BY_ZERO | Divided by zero | The program divided by zero and crashed. | Update the program. | cause
0xC000009A | STATUS_INSUFFICIENT_RESOURCES | Out of system resources | Windows has not enough resources. | Restart the device. | cause
0xC00000B5 | STATUS_IO_TIMEOUT | Device timed out | A device did not answer in time. | Check the disk and its driver. | cause
0xC00000BB | STATUS_NOT_SUPPORTED | Not supported | The request is not supported here. | - | cause
0xC00000E9 | STATUS_UNEXPECTED_IO_ERROR | Disk error | A device gave an unexpected error. | Check the disk and its connection. | cause
0xC00000FD | STATUS_STACK_OVERFLOW | Stack overflow | The program used up its stack and crashed. | Update the program. | cause
0xC0000102 | STATUS_FILE_CORRUPT_ERROR | File damaged | A file or folder is damaged. | Check the disk: chkdsk. | cause
0xC0000120 | STATUS_CANCELLED | Cancelled | The request was cancelled. | - | result
0xC000012D | STATUS_COMMITMENT_LIMIT | Page file too small | There is not enough memory and page file. | Raise the page file. | cause
0xC0000139 | STATUS_ENTRYPOINT_NOT_FOUND | Function missing in DLL | A library has not the version that the program needs. | Update or repair the runtime. | cause
0xC0000185 | STATUS_IO_DEVICE_ERROR | Device error | A device gave an error. | Check the disk and its connection. | cause
0xC000018D | STATUS_TRUSTED_RELATIONSHIP_FAILURE | Trust broken | The trust between the computer and the domain is broken. | Repair the computer account. | cause
0xC0000193 | STATUS_ACCOUNT_EXPIRED | Account expired | The account has expired. | - | cause
0xC0000194 | STATUS_POSSIBLE_DEADLOCK | Deadlock | The program may wait for itself. | Update the program. | cause
0xC00000C3 | STATUS_INVALID_NETWORK_RESPONSE | Network answer not valid | The network answered in a way that is not valid. | - | cause
0xC0000224 | STATUS_PASSWORD_MUST_CHANGE | Password must change | The password must be changed before signing in. | - | cause
0xC0000225 | STATUS_NOT_FOUND | Not found | What was looked for was not found. | When starting, repair the boot files. | cause
0xC0000234 | STATUS_ACCOUNT_LOCKED_OUT | Account locked | The account is locked after too many tries. | Look for a stale password. | cause
0xC0000354 | STATUS_DEBUGGER_INACTIVE | Debugger not there | A debugger that is needed is not there. | - | cause
0xC0000374 | STATUS_HEAP_CORRUPTION | Program crashed | The program damaged its own memory and was ended. | Update the program. | cause
0xC0000417 | STATUS_INVALID_CRUNTIME_PARAMETER | Program crashed | The program passed a bad value to its runtime. | Update the program. | cause
0xC0000420 | STATUS_ASSERTION_FAILURE | Program stopped itself | A check inside the program failed. | Look into its log. | cause
0xC0000428 | STATUS_INVALID_IMAGE_HASH | Signature not accepted | Windows can't verify the signature of a file. | Check signature and Secure Boot. | cause
0xC0000602 | STATUS_FAIL_FAST_EXCEPTION | Program stopped itself | The program ended itself after an error it could not handle. | Look for the crash in the event log. | cause
0x40010004 | DBG_TERMINATE_PROCESS | Ended by a debugger | The program was ended from outside. | - | result
0x40010005 | DBG_CONTROL_C | Ended with Ctrl+C | Somebody ended the program. | - | result
0xE06D7363 | - | Unhandled C++ exception | A program ended with an exception nobody handled. | Look for the crash in the event log. | cause
`);
