import { codeTable } from "./code-table.ts";

/** Enrollment in device management (MENROLL), Intune and Configuration Manager. */
export const MANAGEMENT_CODES = codeTable(`
0x80180001 | MENROLL_E_DEVICE_MESSAGE_FORMAT_ERROR | Enrollment message refused | The management server could not read the enrollment message. | Run the enrollment again. | cause
0x80180002 | MENROLL_E_DEVICE_AUTHENTICATION_ERROR | Enrollment sign-in failed | The server could not authenticate the user. | Check the account, its licence and multi-factor sign-in. | cause
0x80180003 | MENROLL_E_DEVICE_AUTHORIZATION_ERROR | User may not enroll | The user has no right to enroll devices. | Check the enrollment scope and restrictions. | cause
0x80180004 | MENROLL_E_DEVICE_CERTIFICATEREQUEST_ERROR | Enrollment certificate refused | The server did not issue the certificate of the device. | Check the certificate service. | cause
0x80180005 | MENROLL_E_DEVICE_CONFIGMGRSERVER_ERROR | Enrollment server failed | The management server failed. | Run it again later. | cause
0x80180006 | MENROLL_E_DEVICE_INTERNALSERVICE_ERROR | Enrollment service failed | The management service failed. | Run it again later. | cause
0x80180007 | MENROLL_E_DEVICE_INVALIDSECURITY_ERROR | Enrollment token invalid | The security header of the enrollment is not valid. | Sign in again; check the clock of the device. | cause
0x80180008 | MENROLL_E_DEVICE_UNKNOWN_ERROR | Enrollment failed | The server failed without saying why. | Look at the lines before it. | result
0x80180009 | MENROLL_E_ENROLLMENT_IN_PROGRESS | Enrollment already running | Another enrollment is in progress. | Wait for it, or restart the device. | cause
0x8018000A | MENROLL_E_DEVICE_ALREADY_ENROLLED | Already enrolled | The device is enrolled already. | Remove the old enrollment first. | cause
0x8018000D | MENROLL_E_DISCOVERY_SEC_CERT_DATE_INVALID | Server certificate out of date | The certificate of the enrollment server is not valid now. | Check the clock of the device. | cause
0x8018000E | MENROLL_E_PASSWORD_NEEDED | Password needed | Enrollment needs a password. | - | cause
0x80180010 | MENROLL_E_CONNECTIVITY | Enrollment server unreachable | The enrollment server can't be reached. | Check proxy, firewall and connection. | cause
0x80180012 | MENROLL_E_INVALIDSSLCERT | Server certificate not valid | The certificate of the enrollment server is not valid. | Check TLS inspection. | cause
0x80180013 | MENROLL_E_DEVICECAPREACHED | Too many devices | The user has enrolled as many devices as are allowed. | Remove old devices of the user, or raise the limit. | cause
0x80180014 | MENROLL_E_DEVICENOTSUPPORTED | Enrollment refused | The management server does not accept this kind of device. | Check the enrollment restrictions: platform, version and personal devices. | cause
0x80180015 | MENROLL_E_NOTSUPPORTED | Enrollment not supported | This edition of Windows or this feature is not supported. | Check the edition of Windows. | cause
0x80180016 | MENROLL_E_NOTELIGIBLETORENEW | Renewal not possible | The device can't renew its enrollment. | Enroll it again. | cause
0x80180017 | MENROLL_E_INMAINTENANCE | Server in maintenance | The management server is in maintenance. | Run it again later. | cause
0x80180018 | MENROLL_E_USERLICENSE | User has no licence | The user has no licence for device management. | Assign the licence. | cause
0x80180019 | MENROLL_E_ENROLLMENTDATAINVALID | Enrollment data not valid | The server refused the data of the device. | Check the registration of the device. | cause
0x80180026 | MENROLL_E_DEVICE_MANAGEMENT_BLOCKED | Management blocked | Management of this device is blocked, often by a policy. | Check the policies and other management agents. | cause
0x80180031 | MENROLL_E_MDM_NOT_CONFIGURED | Management not set up | Device management is not set up for this organisation. | Set the MDM authority and the discovery address. | cause
0x8018000F | MENROLL_E_WAB_ERROR | Sign-in window failed | The window for the enrollment's sign-in reported an error. | Run it again; check the sign-in in a browser. | cause
0x8018001A | MENROLL_E_INSECUREREDIRECT | Insecure redirect | The enrollment server sends the device to an address without encryption. | Check the discovery address. | cause
0x8018001B | MENROLL_E_PLATFORM_WRONG_STATE | Enrollment in wrong state | Windows is not in a state to enroll. | Restart the device, then run it again. | cause
0x8018001C | MENROLL_E_PLATFORM_LICENSE_ERROR | Windows licence problem | The licence of Windows does not allow enrollment. | Check activation and edition. | cause
0x8018001D | MENROLL_E_PLATFORM_UNKNOWN_ERROR | Enrollment failed in Windows | Windows failed without saying why. | Look at the lines before it. | result
0x8018001E | MENROLL_E_PROV_CSP_CERTSTORE | Certificates not stored | The enrollment could not store its certificates. | Check the certificate store and TPM. | cause
0x8018001F | MENROLL_E_PROV_CSP_W7 | Account not set up | The management account could not be set up. | Run the enrollment again. | cause
0x80180020 | MENROLL_E_PROV_CSP_DMCLIENT | Management client not set up | The management client could not be set up. | Run the enrollment again. | cause
0x80180021 | MENROLL_E_PROV_CSP_PFW | Policy framework not set up | A part of the enrollment could not be set up. | Run the enrollment again. | cause
0x80180022 | MENROLL_E_PROV_CSP_MISC | Setting up failed | A part of the enrollment could not be set up. | Run the enrollment again. | cause
0x80180023 | MENROLL_E_PROV_UNKNOWN | Setting up failed | The enrollment could not be set up on the device. | Look at the lines before it. | result
0x80180024 | MENROLL_E_PROV_SSLCERTNOTFOUND | Device certificate missing | The certificate of the enrollment was not found. | Run the enrollment again. | cause
0x80180025 | MENROLL_E_PROV_CSP_APPMGMT | App part not set up | The app part of the enrollment could not be set up. | Run the enrollment again. | cause
0x80180027 | MENROLL_E_CERTPOLICY_PRIVATEKEYCREATION_FAILED | Key not created | The private key of the device could not be created. | Check the TPM. | cause
0x80180028 | MENROLL_E_CERTAUTH_FAILED_TO_FIND_CERT | Sign-in certificate missing | No certificate for the sign-in was found. | Check the certificates of the device. | cause
0x80180029 | MENROLL_E_EMPTY_MESSAGE | Empty answer | The enrollment server sent an empty message. | Check proxies in between. | cause
0x8018002A | MENROLL_E_USER_CANCELED | Cancelled by the user | The user cancelled the enrollment. | Start it again. | result
0x8018002B | - | Sign-in name not accepted | The user's sign-in name is not of a verified domain, or management is off for the user. | Check the user's name and the enrollment scope. | cause
0x87D00213 | - | Timed out | The action took longer than was allowed. | Raise the maximum run time, or look at what it waited for. | either
0x87D00215 | - | Item not found | Something the agent needs was not found. | Look at the lines before it. | cause
0x87D00231 | - | Transient network problem | The agent calls this a transient error of the network. | It tries again by itself; check the connection to the management point. | cause
0x87D00269 | - | Management point not found | No management point was found. | Check boundary groups and name resolution. | cause
0x87D00321 | - | Script timed out | A detection or requirement script took too long. | Make the script shorter. | cause
0x87D00324 | - | Not detected after install | The installation ended, but the detection rule does not find the app. | Compare the detection rule with what was installed. | cause
0x87D00325 | - | Still detected after removal | The removal ended, but the detection rule still finds the app. | Check the detection rule and what was left. | cause
0x87D00327 | - | Script not signed | A script is not signed, and the setting asks for it. | Sign it, or change the execution policy of the client. | cause
0x87D00607 | - | Content not found | No distribution point offers the content. | Check distribution and boundary groups. | cause
0x87D00667 | - | No maintenance window | No window for installing updates is set now or later. | Check the maintenance windows. | cause
0x87D00668 | - | Update still needed after install | The update was installed but is still found missing. | Restart the device; look into its own log. | either
0x87D01106 | - | Command line not valid | The program of the deployment type was not found or its command can't be built. | Check the install command and the content. | cause
0x87D01201 | - | Cache too small | There is not enough free space in the client cache. | Raise the size of the cache or clear it. | cause
0x87D01202 | - | Content larger than cache | The content is larger than the whole client cache. | Raise the size of the cache. | cause
0x87D1041C | - | Not detected after install | The installation ended, but the detection rule does not find the app. | Compare the detection rule with what was installed. | cause
0x87D1FDE8 | - | Setting not applied | The device did not apply the setting. | Look at the state of the profile on the device. | result
0x87D300C9 | - | Install still running | The installer started a process the agent does not watch. | Make the installer wait for its child processes. | either
0x87D30067 | - | Content not unpacked | The downloaded content could not be unpacked. | Check free space and security software. | cause
0x87D30068 | - | Content not downloaded | The content of the app could not be downloaded. | Check proxy, firewall and connection. | cause
0x87D00314 | - | Item information timed out | Getting the version of a configuration item took too long. | Check the management point. | cause
0x87D00320 | - | Script host not ready | The part that runs scripts is not installed yet. | Wait for the client to finish its setup. | cause
0x87D00329 | - | Requirement check failed | Checking the requirements or the detection of the app failed. | Look into AppDiscovery.log. | either
0x87D00664 | - | Update job cancelled | The job for the updates was cancelled. | - | result
0x87D00665 | - | No updates to process | The job has no updates. | - | either
0x87D00692 | - | Group policy conflict | A group policy overrides the update server of the client. | Remove the update server from the group policy. | cause
0x87D01107 | - | Program locations not reachable | None of the places of the program could be opened. | Check the content and its access account. | cause
0x87D10190 | - | Setting refused: bad request | The device answered a setting with status 400. | Check the profile's values. | cause
0x87D10194 | - | Setting not found on device | The device answered a setting with status 404: it does not know it. | Check version and edition of Windows. | cause
0x87D101F4 | - | Setting failed on device | The device answered a setting with status 500. | Look into the device's management event log. | result
`);
