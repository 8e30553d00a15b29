import { codeTable } from "./code-table.ts";

/** HRESULTs of Windows, COM, certificates, WMI and .NET, and exit codes of processes that crashed. */
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
`);
