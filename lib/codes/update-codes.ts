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
0x00240001 | WU_S_SERVICE_STOP | Agent stopped well | The update agent was stopped as asked. | - | result
0x00240005 | WU_S_REBOOT_REQUIRED | Restart needed | The update is complete once the device has restarted. | Restart the device. | result
0x00240006 | WU_S_ALREADY_INSTALLED | Installed already | The update is installed already. | - | result
0x00240007 | WU_S_ALREADY_UNINSTALLED | Removed already | The update is removed already. | - | result
0x00240008 | WU_S_ALREADY_DOWNLOADED | Downloaded already | The update is downloaded already. | - | result
0x80240002 | WU_E_MAX_CAPACITY_REACHED | Agent at its limit | The update agent reached a limit of its own. | - | cause
0x80240004 | WU_E_NOT_INITIALIZED | Agent not initialised | The update agent is not initialised. | Restart the service wuauserv. | cause
0x80240007 | WU_E_INVALIDINDEX | Index not valid | The agent used an index that does not exist. | - | cause
0x80240008 | WU_E_ITEMNOTFOUND | Update item not found | An item of the update was not found. | Reset the update cache (SoftwareDistribution). | cause
0x80240009 | WU_E_OPERATIONINPROGRESS | Other update action runs | Another action of the same kind is running. | Wait for it to end. | cause
0x8024000C | WU_E_NOOP | Nothing to do | There is nothing to do. | - | result
0x8024000D | WU_E_XML_MISSINGDATA | Update data incomplete | The data of the update lacks something. | Reset the update cache (SoftwareDistribution). | cause
0x8024000E | WU_E_XML_INVALID | Update data not valid | The data of the update is not valid. | Reset the update cache (SoftwareDistribution). | cause
0x8024000F | WU_E_CYCLE_DETECTED | Updates in a circle | Updates depend on each other in a circle. | - | cause
0x80240010 | WU_E_TOO_DEEP_RELATION | Updates nested too deep | Updates depend on each other too deeply. | - | cause
0x80240013 | WU_E_DUPLICATE_ITEM | Listed twice | An item is in the list twice. | - | either
0x80240018 | WU_E_NO_USERTOKEN | No user for the update | The update needs a user's token and there is none. | - | cause
0x80240019 | WU_E_EXCLUSIVE_INSTALL_CONFLICT | Must be installed alone | The update has to be installed without others. | Install it alone. | cause
0x8024001A | WU_E_POLICY_NOT_SET | Policy not set | A policy the agent needs is not set. | - | cause
0x8024001B | WU_E_SELFUPDATE_IN_PROGRESS | Agent updates itself | The update agent is updating itself. | Wait for it to end. | cause
0x8024001D | WU_E_INVALID_UPDATE | Update not valid | The data of the update is not valid. | Reset the update cache (SoftwareDistribution). | cause
0x8024001F | WU_E_NO_CONNECTION | No connection | There is no connection to the network. | Check the connection. | cause
0x80240021 | WU_E_TIME_OUT | Timed out | The action took longer than was allowed. | Run it again. | either
0x80240023 | WU_E_EULAS_DECLINED | Terms declined | The terms of the update were declined. | - | result
0x80240025 | WU_E_USER_ACCESS_DISABLED | Blocked for users | A policy keeps users from Windows Update. | Check the Windows Update policies. | cause
0x80240028 | WU_E_UNINSTALL_NOT_ALLOWED | Removal not allowed | The update may not be removed. | - | cause
0x8024002B | WU_E_LEGACYSERVER | Update server too old | The update server is too old for this. | Update WSUS. | cause
0x8024002C | WU_E_BIN_SOURCE_ABSENT | Patch base missing | A file that the patch needs is missing. | Install the full update. | cause
0x8024002F | WU_E_CALL_CANCELLED_BY_POLICY | Stopped by policy | A policy stopped the action. | Check the Windows Update policies. | cause
0x80240030 | WU_E_INVALID_PROXY_SERVER | Proxy not valid | The format of the proxy list is not valid. | Check the proxy: netsh winhttp show proxy. | cause
0x80240031 | WU_E_INVALID_FILE | File of another format | A file of the update has the wrong format. | Download it again. | cause
0x80240032 | WU_E_INVALID_CRITERIA | Search not valid | The search for updates is not valid. | - | cause
0x80240033 | WU_E_EULA_UNAVAILABLE | Terms not available | The terms of the update could not be downloaded. | Check the update server. | cause
0x80240035 | WU_E_UPDATE_NOT_PROCESSED | Update not processed | The update was not processed. | Look at the first failure before it. | result
0x80240036 | WU_E_INVALID_OPERATION | Not possible now | The state of the agent does not allow this. | - | cause
0x80240037 | WU_E_NOT_SUPPORTED | Not supported | The function is not supported. | - | cause
0x80240039 | WU_E_TOO_MANY_RESYNC | Server asks to start over | The server asked to synchronise again too often. | Check the update server. | cause
0x80240042 | WU_E_UNKNOWN_SERVICE | Update service unknown | The update service is not registered. | Check the Windows Update policies. | cause
0x80240044 | WU_E_PER_MACHINE_UPDATE_ACCESS_DENIED | Administrator needed | Only administrators may do this for the device. | Run it in the system context. | cause
0x80240FFF | WU_E_UNEXPECTED | Unexpected update error | The agent failed in a way that has no code of its own. | Look at the lines before it. | result
0x80241001 | WU_E_MSI_WRONG_VERSION | Windows Installer too old | The update needs a newer Windows Installer. | Update Windows. | cause
0x80241002 | WU_E_MSI_NOT_CONFIGURED | Windows Installer not set up | Windows Installer is not set up for updates. | - | cause
0x80241003 | WU_E_MSP_DISABLED | Patches disabled | A policy disables updates of Windows Installer. | Check the Windows Installer policies. | cause
0x80242000 | WU_E_UH_REMOTEUNAVAILABLE | Update helper not available | The helper process of the update is not available. | Restart the device. | cause
0x80242007 | WU_E_UH_INSTALLERHUNG | Update installer hangs | The installer of the update took too long. | Restart the device, then run it again. | cause
0x80242008 | WU_E_UH_OPERATIONCANCELLED | Update installer cancelled | The action was cancelled. | - | result
0x80242009 | WU_E_UH_BADHANDLERXML | Update data damaged | Data of the update's installer is not valid. | Reset the update cache (SoftwareDistribution). | cause
0x8024200B | WU_E_UH_INSTALLERFAILURE | Update installer failed | The installer of the update failed. | Look into the log of that installer. | result
0x8024200D | WU_E_UH_NEEDANOTHERDOWNLOAD | Must be downloaded again | The update has to be downloaded again. | Reset the update cache (SoftwareDistribution). | cause
0x80242015 | WU_E_UH_POSTREBOOTRESULTUNKNOWN | Result after restart unknown | It is not known what the update did after the restart. | Check whether it is installed. | either
0x80242016 | WU_E_UH_POSTREBOOTUNEXPECTEDSTATE | State after restart unexpected | The update was not in the expected state after the restart. | Look into CBS.log. | either
0x80242017 | WU_E_UH_NEW_SERVICING_STACK_REQUIRED | Servicing stack too old | The update needs a newer servicing stack. | Install the newest servicing stack update first. | cause
0x80243FFF | WU_E_AUCLIENT_UNEXPECTED | Update window failed | The part that shows updates failed. | - | either
0x80244000 | WU_E_PT_SOAPCLIENT_BASE | Update server call failed | A call of the update server failed. | Check the address and the server. | cause
0x80244007 | WU_E_PT_SOAPCLIENT_SOAPFAULT | Update server answered an error | The update server sent back a fault. | Look at its text; check the server. | either
0x8024400A | WU_E_PT_SOAPCLIENT_PARSE | Answer not understood | The answer of the update server could not be read. | Check proxies in between. | cause
0x80244010 | WU_E_PT_EXCEEDED_MAX_SERVER_TRIPS | Too many round trips | The search needed more round trips than are allowed. | Run it again; clean up the update server. | cause
0x80244011 | WU_E_PT_SUS_SERVER_NOT_SET | Update server not set | The policy names no update server. | Check the Windows Update policies. | cause
0x80244015 | WU_E_PT_REFRESH_CACHE_REQUIRED | Server wants a new start | The server asked to refresh the cache. | Run it again. | cause
0x80244016 | WU_E_PT_HTTP_STATUS_BAD_REQUEST | Update server: bad request | The server did not accept the request (HTTP 400). | Check proxies in between. | cause
0x8024401F | WU_E_PT_HTTP_STATUS_SERVER_ERROR | Update server: internal error | The update server failed (HTTP 500). | Check the update server. | cause
0x80244021 | WU_E_PT_HTTP_STATUS_BAD_GATEWAY | Update server: bad gateway | A gateway got no valid answer (HTTP 502). | Run it again later. | cause
0x80244023 | WU_E_PT_HTTP_STATUS_GATEWAY_TIMEOUT | Update server: gateway time-out | A gateway got no answer in time (HTTP 504). | Run it again later. | cause
0x8024402F | WU_E_PT_ECP_SUCCEEDED_WITH_ERRORS | Some cabinets failed | Some files of the update server could not be processed. | Check proxies that change downloads. | cause
0x80245001 | WU_E_REDIRECTOR_LOAD_XML | Redirect file not read | The file that names the servers could not be read. | Check proxies in between. | cause
0x80246001 | WU_E_DM_URLNOTAVAILABLE | No address for download | The address of the download is not known. | Reset the update cache (SoftwareDistribution). | cause
0x80246002 | WU_E_DM_INCORRECTFILEHASH | Download damaged | The downloaded file has another hash. | Download it again; check proxies that change it. | cause
0x80246005 | WU_E_DM_NONETWORK | No network for download | There is no network for the download. | Check the connection. | cause
0x80246007 | WU_E_DM_NOTDOWNLOADED | Not downloaded | The update is not downloaded. | Download it again. | either
0x80246012 | WU_E_DM_DOWNLOADFILEMISSING | Downloaded file missing | The file was downloaded but is missing now. | Download it again. | cause
0x8024600B | WU_E_DM_CONTENTCHANGED | Content changed | The content on the server has changed. | Run it again. | cause
0x80248002 | WU_E_DS_INVALID | Update database invalid | An entry of the update database is not valid. | Reset the update cache (SoftwareDistribution). | cause
0x80248008 | WU_E_DS_MISSINGDATA | Update database incomplete | Something is missing in the update database. | Reset the update cache (SoftwareDistribution). | cause
0x80248014 | WU_E_DS_UNKNOWNSERVICE | Update service unknown | The update service is not in the database. | Check the Windows Update policies. | cause
0x80248FFF | WU_E_DS_UNEXPECTED | Update database error | The update database gave an unexpected error. | Reset the update cache (SoftwareDistribution). | either
0x8024A000 | WU_E_AU_NOSERVICE | Automatic updates not running | The service for automatic updates is not there. | Check the service wuauserv. | cause
0x8024CFFF | WU_E_DRV_UNEXPECTED | Driver update failed | A driver update failed unexpectedly. | Look into setupapi.dev.log. | either
0x8024D007 | WU_E_SETUP_REGISTRATION_FAILED | Agent not registered | The files of the update agent could not be registered. | Repair Windows. | cause
0x8024D00A | WU_E_SETUP_UNSUPPORTED_CONFIGURATION | Setup not supported | The agent can't be updated on this system. | - | cause
0x8024E001 | WU_E_EE_UNKNOWN_EXPRESSION | Rule not understood | A rule of the update is not understood. | Update the agent. | cause
0x8024F004 | WU_E_SERVER_BUSY | Update server busy | The update service is busy. | Run it again later. | cause
0x80200011 | BG_E_MISSING_FILE_SIZE | Server gives no size | The server does not say how long the file is. | Check the server. | cause
0x80200014 | BG_E_REMOTE_NOT_SUPPORTED | Address kind not supported | BITS does not support this kind of address. | - | cause
0x80200053 | BG_E_VALIDATION_FAILED | Download check failed | A check of the program rejected the downloaded file. | Download it again. | cause
0x80200049 | BG_E_LOCAL_FILE_CHANGED | File changed meanwhile | The file was changed while it was downloaded. | Look for a second download. | cause
0x800F0816 | - | Restart needed by servicing | Servicing needs a restart before it goes on. | Restart the device. | result
0x800F0820 | - | Cancelled by the user | Servicing was cancelled. | - | result
0x800F0825 | - | Package can't be removed | The package can't be uninstalled. | - | cause
0x800F0826 | - | Failed after retries | Servicing failed again and again. | Look at the error before it in CBS.log. | result
0x800F080C | - | Feature name unknown | Windows has no feature of that name. | Check the name: DISM /Online /Get-Features. | cause
0x800F0830 | - | Image not serviceable | The image can't be serviced any more. | Repair or replace the image. | cause
0x800F0838 | - | Delta does not fit | The base of a small update is not installed. | Install the full update. | cause
0x800F0907 | - | Download blocked by policy | A policy forbids getting feature files from Windows Update. | Set the policy for optional components, or give a source. | cause
0x800F0900 | - | Update files unreadable | The data of the update could not be read. | Repair the component store, then download it again. | cause
0x800F0920 | - | Update step hung | A step of the update took too long. | Restart the device, then run it again. | cause
0x800F0950 | - | Feature source missing | The files for the feature or language were not found. | Check WSUS policies, or give a source. | cause
0x800F0954 | - | Feature not on WSUS | The update server does not offer optional features. | Let features come from Windows Update by policy. | cause
0x800F0982 | - | Base file not found | A file that the update is based on was not found. | Repair the component store. | cause
0x800F0984 | - | Base files do not fit | Files of the update do not fit to those installed. | Repair the component store. | cause
0x800F0986 | - | Delta not applied | The small update could not be applied. | Install the full update. | cause
0x800F0989 | - | Update files not found | Files of the small update were not found. | Install the full update. | cause
0x800F0991 | - | Update files missing | Files of the update are missing. | Repair the component store, then install it again. | cause
0x800F0993 | - | Base file damaged | A file that the update is based on is damaged. | Repair the component store. | cause
0x800F0203 | - | No driver fits | No driver fits the device. | Look for the hardware ids in setupapi.dev.log. | cause
0x800F020B | - | Device not present | The device is not there. | - | cause
0x800F0217 | - | Driver not installed | Windows did not install the driver. | Look into setupapi.dev.log. | either
0x800F0219 | - | Driver not the best | A better driver is installed already. | - | either
0x800F022F | - | Driver not signed | The driver has no signature that is accepted. | Use a signed driver. | cause
0x800F0244 | - | Catalog does not fit | The hash of a driver file is not in its catalog. | Download the driver again. | cause
0x800F0247 | - | Driver files missing | A file of the driver package is missing. | Copy the whole driver package. | cause
0xC1900106 | - | Setup was ended | Windows Setup was ended before it was done. | Look for a restart or somebody who ended it. | result
0xC1900107 | - | Clean-up pending | The clean-up of an earlier upgrade is pending. | Restart the device, then run it again. | cause
0xC1900201 | - | System partition too small | The system reserved partition has not enough space. | Free space on it or enlarge it. | cause
0xC1900202 | - | Device below requirements | The device does not meet the requirements of the upgrade. | Check TPM, Secure Boot, processor and space. | cause
0xC1900204 | - | Kept data not possible | Apps and data can't be kept with this edition or language. | Use media of the same language and edition. | cause
0xC1900210 | - | Nothing blocks the upgrade | The compatibility check found no problem. | - | result
0xC1900215 | - | Setup cancelled | Windows Setup was cancelled. | - | result
0xC1800118 | - | Upgrade not decrypted | The update server offers the upgrade without its key. | Clean up the upgrades in WSUS and synchronise again. | cause
0xC1420127 | - | Image already mounted | The image to be updated is mounted already. | Unmount it: DISM /Cleanup-Wim. | cause
`);
