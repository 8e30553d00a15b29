import { codeTable } from "./code-table.ts";

/** Windows Update, Delivery Optimization, BITS, component servicing and Windows Setup. */
export const UPDATE_CODES = codeTable(`
0x80240001 | WU_E_NO_SERVICE | Update agent not available | The Windows Update Agent could not provide its service. | Check the service wuauserv. | cause
0x8024000B | WU_E_CALL_CANCELLED | Update cancelled | The action was cancelled. | - | result
0x80240016 | WU_E_INSTALL_NOT_ALLOWED | Another update runs | Another update is being installed, or a restart is pending. | Restart the device, then run it again. | cause
0x80240017 | WU_E_NOT_APPLICABLE | Update not applicable | The update does not apply to this device. | Check the version and what the update needs. | cause
0x8024001E | WU_E_SERVICE_STOP | Update agent stopped | The service was stopped while it worked. | Run it again. | cause
0x80240020 | WU_E_NO_INTERACTIVE_USER | Nobody signed in | The update needs a signed-in user. | - | cause
0x80240022 | WU_E_ALL_UPDATES_FAILED | All updates failed | None of the updates succeeded; the code says nothing about why. | Look at the first failure before it. | result
0x80240024 | WU_E_NO_UPDATE | No update found | There is no update for this. | - | either
0x8024002D | WU_E_SOURCE_ABSENT | Update source missing | The original package of a product is missing. | Make it available again. | cause
0x8024002E | WU_E_WU_DISABLED | Updates disabled | A policy does not allow Windows Update here. | Check the Windows Update policies. | cause
0x80240034 | WU_E_DOWNLOAD_FAILED | Update download failed | The update could not be downloaded. | Check connection, proxy and free space. | either
0x80240438 | WU_E_PT_ENDPOINT_UNREACHABLE | Update server unreachable | The update server can't be reached. | Check the address in the policy, proxy and firewall. | cause
0x80242006 | WU_E_UH_INVALIDMETADATA | Update data not valid | The data of the update is not valid. | Reset the update cache (SoftwareDistribution). | cause
0x80242014 | WU_E_UH_POSTREBOOTSTILLPENDING | Restart pending | An update waits for a restart. | Restart the device. | cause
0x80244017 | WU_E_PT_HTTP_STATUS_DENIED | Update server: not signed in | The update server asks for a sign-in (HTTP 401). | Check proxy and server rights. | cause
0x80244018 | WU_E_PT_HTTP_STATUS_FORBIDDEN | Update server: forbidden | The update server refused (HTTP 403). | Check proxy and firewall. | cause
0x80244019 | WU_E_PT_HTTP_STATUS_NOT_FOUND | Update server: not found | The update server does not have it (HTTP 404). | Check the address in the policy. | cause
0x8024401B | WU_E_PT_HTTP_STATUS_PROXY_AUTH_REQ | Proxy asks for sign-in | The proxy asks for a sign-in the system account can't give. | Let update servers pass without it. | cause
0x8024401C | WU_E_PT_HTTP_STATUS_REQUEST_TIMEOUT | Update server too slow | The update server did not answer in time. | Run it again; check the load of the server. | cause
0x80244022 | WU_E_PT_HTTP_STATUS_SERVICE_UNAVAIL | Update server overloaded | The update server is not available now. | Run it again later. | cause
0x8024402C | WU_E_PT_WINHTTP_NAME_NOT_RESOLVED | Update server name not found | The name of the update server or proxy could not be resolved. | Check DNS and proxy settings. | cause
0x80246008 | WU_E_DM_FAILTOCONNECTTOBITS | BITS not reachable | The download service BITS could not be used. | Check the service BITS. | cause
0x80248007 | WU_E_DS_NODATA | Update data missing | Something is missing in the local update database. | Reset the update cache (SoftwareDistribution). | cause
0x8024D009 | WU_E_SETUP_SKIP_UPDATE | Agent update skipped | An update of the agent was skipped by directive. | - | either
0x80D02002 | DO_E_DOWNLOAD_NO_PROGRESS | Download stands still | Delivery Optimization made no progress for too long. | Check connection, proxy and peers. | cause
0x80D05001 | DO_E_HTTP_BLOCKSIZE_MISMATCH | Wrong block size from server | A server or proxy sent another size than was asked for. | Let range requests pass the proxy. | cause
0x80D05002 | DO_E_HTTP_CERT_VALIDATION | Server certificate refused | The certificate of the download server was refused. | Check TLS inspection. | cause
0x80D05011 | DO_E_INSUFFICIENT_RANGE_SUPPORT | Proxy without range requests | The server or proxy does not support range requests. | Let range requests pass the proxy. | cause
0x80200010 | BG_E_NETWORK_DISCONNECTED | No network for download | The device has no network connection. | - | cause
0x80200013 | BG_E_INSUFFICIENT_RANGE_SUPPORT | Server without range requests | The server does not support range requests, which BITS needs. | Check the server and proxies. | cause
0x800F0805 | CBS_E_INVALID_PACKAGE | Package not valid | The update package is not valid for this system. | Check its version and download it again. | cause
0x800F081E | CBS_E_NOT_APPLICABLE | Package not applicable | The package does not apply to this image. | Check the version and what the package needs. | cause
0x800F081F | CBS_E_SOURCE_MISSING | Source files missing | The files to repair or install a feature were not found. | Give a source (/Source), or let it use Windows Update. | cause
0x800F0823 | CBS_E_NEW_SERVICING_STACK_REQUIRED | Servicing stack too old | The package needs a newer servicing stack. | Install the newest servicing stack update first. | cause
0x800F0831 | CBS_E_STORE_CORRUPTION | Component store damaged | The component store is damaged; often an earlier update is missing. | Repair it: DISM /Online /Cleanup-Image /RestoreHealth. | cause
0x800F0906 | CBS_E_DOWNLOAD_FAILURE | Source files not downloaded | The source files could not be downloaded. | Check the connection, or give a source (/Source). | cause
0x800F0922 | CBS_E_INSTALLERS_FAILED | Update installer failed | A step of the update failed; the EFI partition may be full. | Look into CBS.log before it. | either
0x800F0988 | PSFX_E_INVALID_DELTA_COMBINATION | Update files do not fit | The update does not fit the files that are installed. | Repair the component store, then install it again. | cause
0xC1900101 | - | Upgrade rolled back | The upgrade of Windows was rolled back, most often because of a driver. | Look into setuperr.log; update or remove drivers. | result
0xC1900200 | MOSETUP_E_COMPAT_SYSREQ_BLOCK | Device below requirements | The device does not meet the requirements of the upgrade. | - | cause
0xC1900208 | MOSETUP_E_COMPAT_INSTALLREQ_BLOCK | Incompatible app found | An incompatible app or driver blocks the upgrade. | Look into the compatibility report. | cause
0xC190020E | MOSETUP_E_INSTALL_DISK_SPACE | Not enough disk space | There is not enough space for the upgrade. | Free space on the system drive. | cause
`);
