import { eventTable } from "./event-table.ts";

/** Enrollment, registration, policies and provisioning. */
export const MANAGEMENT_EVENTS = [
  ...eventTable(
    "Microsoft-Windows-DeviceManagement-Enterprise-Diagnostics-Provider",
    `
16 | info | MDM client configured | Enrollment set up the client of the management. | - | MDM enrollment: the management client was set up
52 | - | MDM server refused | The management server answered with an error. | Look at the fault text; check licence, device limit and enrollment restrictions. | -
71 | - | MDM enrollment failed | The device could not enroll with its management. | Look up the code; check licence, MDM scope and enrollment restrictions. | MDM enrollment failed: {HRESULT|2|1}
72 | info | MDM enrollment succeeded | The device is enrolled with its management. | - | MDM enrollment succeeded
75 | info | Automatic MDM enrollment succeeded | The device enrolled by itself (group policy or joining Entra ID). | - | Automatic MDM enrollment succeeded
76 | error | Automatic MDM enrollment failed | The device could not enroll by itself; the event carries the code. | Look up the code; check MDM user scope, licence and that the user signs in to Entra ID. | Automatic MDM enrollment failed: {HRESULT|2|1}
90 | - | Enrollment token asked for | Automatic enrollment asked Entra ID for a token; the status says how that ended. | Look up the status when it is not 0x0. | -
208 | - | MDM session began | A session with the management began. | - | -
209 | - | MDM session ended | A session with the management ended; it says with which status. | - | -
404 | - | MDM setting failed | A setting that the management sent could not be applied. | The event names the setting (CSP URI) and the result: look up the result. | -
813 | - | MDM policy set | A policy that the management sent was set. | - | -
814 | - | MDM policy set | A policy that the management sent was set. | - | -
1922 | - | MDM app installed | An app (MSI) from the management was installed. | - | -
1924 | - | MDM app installation failed | An app (MSI) from the management could not be installed. | Read the MSI log that the event names. | MDM app installation failed, see its log {1}
`,
  ),
  ...eventTable(
    "Microsoft-Windows-User Device Registration",
    `
101 | info | Registration service found | The device registration service was discovered. | - | -
102 | info | Join prepared | The request to join was prepared. | - | -
103 | info | Join request sent | The request to join was sent to the server. | - | -
104 | info | Join answer received | The server answered the request to join. | - | -
105 | info | Join completed | The join was completed. | - | -
106 | info | Sign-in prepared after join | What signing in with Entra ID needs was set up after the join. | - | -
109 | info | Windows Hello key made | A key for Windows Hello was made. | - | -
111 | info | Registration saved | The state of the registration was saved. | - | -
200 | - | Discovery not sent | The registration service could not be asked. | Check connection and proxy of the system account. | Discovery of the registration service failed with {ExitCode}
201 | - | Registration service not found | The registration service could not be discovered. | Check connection, proxy and the service connection point. | Discovery of the registration service failed with {ExitCode}
202 | - | Join not prepared | The request to join could not be prepared. | Look up the code. | Preparing the join failed with {ExitCode}
203 | - | Join not sent | The request to join could not be sent. | Check connection and proxy. | Sending the join request failed with {ExitCode}
204 | - | Join refused | The registration service refused the request to join. | Look at the server's message: often the device limit or a duplicate. | The registration service refused the join: {ExitCode}
205 | - | Join not completed | The join could not be completed. | Look up the code. | Completing the join failed with {ExitCode}
206 | - | Sign-in not prepared after join | What signing in with Entra ID needs could not be set up. | Look up the code. | -
300 | info | Windows Hello key registered | The key of Windows Hello was registered. | - | -
304 | - | Automatic join failed | Automatic device registration failed at the join. | Look at server error and code: often the device is not synchronised yet. | -
305 | - | Automatic join: no token | Automatic device registration could not get a token. | Check the federation service or that Entra ID can be reached by the system. | -
306 | info | Device joined automatically | Automatic device registration succeeded. | - | -
307 | - | Automatic join: no settings | The registration settings could not be found in Active Directory. | Check the service connection point. | -
335 | - | Automatic join postponed | The checks before the join say that the device can't join now. | Check that a domain controller can be reached. | -
358 | info | Windows Hello will be set up | Windows Hello for Business will be offered. | - | -
360 | - | Windows Hello not offered | Windows Hello for Business will not be set up; the event lists which conditions are met. | Look for the condition that says No. | -
362 | - | Windows Hello not offered | Windows Hello for Business will not be set up. | Look for the condition that says No. | -
`,
  ),
  ...eventTable(
    "Microsoft-Windows-AAD",
    `
1025 | - | Answer of Entra ID | The HTTP status with which Entra ID answered. | - | -
1081 | - | Sign-in to Entra ID refused | Entra ID answered a request for a token with an error (AADSTS). | Look up the AADSTS number in the event. | -
1097 | - | Token refused | A token could not be got from Entra ID. | Look up the code; 0xCAA20003 and alike name the reason. | -
1098 | - | Token request failed | A token could not be got from Entra ID. | Look up the code; 0xCAA20003 and alike name the reason. | -
1104 | - | Entra ID call failed | The sign-in part of Entra ID returned an error. | Often harmless right after a start; look up the code when it repeats. | -
`,
  ),
  ...eventTable(
    "Microsoft-Windows-ModernDeployment-Diagnostics-Provider",
    `
100 | - | Autopilot policy not found | A setting was not in the Autopilot profile; its default is used. | Harmless unless no profile arrives at all. | -
101 | - | Autopilot setting read | A number was read from the Autopilot profile. | - | -
102 | - | Autopilot setting failed | A number could not be read from the Autopilot profile. | Look up the code. | -
103 | - | Autopilot setting read | A text was read from the Autopilot profile. | - | -
104 | - | Autopilot setting failed | A text could not be read from the Autopilot profile. | Look up the code. | -
109 | - | Autopilot setup screens set | The screens of the setup were set by the Autopilot profile. | - | -
111 | - | Autopilot settings read | The settings of the Autopilot profile were read. | - | -
112 | - | Autopilot settings failed | The settings of the Autopilot profile could not be read. | Look up the code. | Autopilot could not read its settings: {HRESULT|1}
153 | - | Autopilot state changed | Autopilot went on to its next state. | - | Autopilot went from {1} to {2}
160 | - | Autopilot asks for its profile | Autopilot begins to look for its profile. | - | -
161 | info | Autopilot profile received | Autopilot received its settings. | - | Autopilot received its settings
163 | - | Autopilot needs no profile | The device is provisioned already: nothing is downloaded. | - | -
164 | - | Autopilot sees the Internet | Autopilot can try to download its profile. | - | -
171 | error | Autopilot: TPM not confirmed | The identity of the TPM could not be confirmed. | Look up the code; check TPM firmware and access to its attestation service. | Autopilot could not confirm the TPM: {HRESULT|1}
172 | error | Autopilot profile not available | The Autopilot profile could not be made available. | Look up the code. | Autopilot could not set its profile as available: {HRESULT|1}
807 | - | Autopilot device unknown | The Autopilot service does not know this device. | Register its hardware hash; wait until it is synchronised. | Autopilot does not know this device
809 | - | Autopilot profile is gone | The profile that was assigned to the device does not exist any more. | Assign another profile. | The Autopilot profile of this device does not exist any more
815 | - | No Autopilot profile | No profile is assigned to the device, and there is no default one. | Assign a profile. | No Autopilot profile is assigned to this device
908 | - | Autopilot hardware changed | The device is registered with other hardware: serial number or product key differ. | Register it anew after its mainboard was replaced. | The hardware of this device differs from its Autopilot registration
`,
  ),
  ...eventTable(
    "Microsoft-Windows-GroupPolicy",
    `
1006 | - | Group policy: no sign-in to the directory | The domain controller did not accept the sign-in of the computer or user. | Look up ErrorCode; check password, account and time. | Group policy could not sign in to {DCName}: error {ErrorCode}
1030 | - | Group policy list not read | The list of group policies could not be read. | Look at the policy events right before it. | -
1053 | - | Group policy: user name unknown | The name of the user could not be resolved. | Check DNS and the domain controller. | -
1054 | - | Group policy: no domain controller | No domain controller was found. | Check DNS and network. | -
1055 | - | Group policy: computer name unknown | The name of the computer could not be resolved. | Check DNS and the computer's account. | -
1058 | - | Group policy file not read | A file of a policy could not be read from SYSVOL. | Check access to the path and its replication. | Group policy could not read {FilePath}: {ErrorDescription}
1085 | - | Group policy part failed | One extension could not apply its settings. | The event names the extension: look at its own events. | Group policy could not apply {ExtensionName}: error {ErrorCode}
1096 | - | Registry policy damaged | The registry settings of a policy could not be read. | The file registry.pol is damaged: delete it and update the policy. | -
1110 | - | Group policy: roles unknown | The user's or computer's place in the directory is not known. | Check the domain controller. | -
1125 | - | Group policy failed | Processing of group policy failed within Windows. | Look up ErrorCode. | -
1126 | - | Group policy: disconnected | No domain controller answered quickly enough. | Check the network. | -
1129 | - | Group policy: no network | No domain controller could be reached when policy was due. | Usual away from the office; else check network and DNS. | -
1500 | - | Computer policy applied | The policy of the computer was applied; nothing changed. | - | -
1501 | - | User policy applied | The policy of the user was applied; nothing changed. | - | -
1502 | - | New computer policy applied | New settings for the computer were applied. | - | -
1503 | - | New user policy applied | New settings for the user were applied. | - | -
`,
  ),
];
