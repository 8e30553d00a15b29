import { eventTable } from "./event-table.ts";

/** Disks, drivers, network, time and remote sessions. */
export const DEVICE_EVENTS = [
  ...eventTable(
    "disk",
    `
7 | - | Bad block on disk | The disk could not read one of its blocks. | Save the data; test and replace the disk. | {1} has a bad block
11 | - | Disk controller error | The controller of a disk reported an error. | Check cable, firmware and driver. | The controller of {1} reported an error
15 | - | Disk not ready | A disk is not ready for use yet. | - | {1} is not ready
51 | - | Error while paging | Memory could not be written to or read from the disk. | Check disk and cable; seen with removable drives, too. | An error was found on {1} while paging
52 | - | Disk foresees its failure | The disk says that it will fail soon (S.M.A.R.T.). | Save the data and replace the disk now. | {1} foresees its failure
153 | - | Disk operation repeated | A disk operation took too long and was done again. | Check cable, firmware and, for virtual disks, the storage. | -
157 | - | Disk removed without warning | A disk was removed unexpectedly. | - | -
`,
  ),
  ...eventTable(
    "Ntfs",
    `
50 | - | Data lost while writing | Data that was to be written to a disk is lost. | Check disk, cable and network. | -
55 | - | File system damaged | The structure of a file system is damaged. | Run chkdsk; then check the disk. | The file system of {DriveName|1} is damaged
98 | - | File system checked | The state of a file system, noted when it was mounted. | - | -
137 | - | File system transactions failed | The transactions of a file system could not be recovered. | - | -
140 | - | File system could not write | Changes could not be written to the log of a file system. | Check the disk. | -
`,
  ),
  ...eventTable(
    "Microsoft-Windows-Ntfs",
    `
55 | - | File system damaged | The structure of a file system is damaged. | Run chkdsk; then check the disk. | The file system of {DriveName} is damaged
98 | - | File system checked | The state of a file system, noted when it was mounted. | - | -
140 | - | File system could not write | Changes could not be written to the log of a file system. | Check the disk. | -
`,
  ),
  ...eventTable(
    "volsnap",
    `
25 | - | Shadow copies deleted | Old shadow copies were deleted because their space could not grow in time. | Give them more space. | -
36 | - | Shadow copies stopped | Shadow copies were stopped because their space could not grow. | Give them more space. | -
`,
  ),
  ...eventTable(
    "Microsoft-Windows-WHEA-Logger",
    `
1 | - | Hardware error | The hardware reported an error. | Check processor, memory and firmware. | -
17 | - | Hardware error corrected | A hardware error was corrected, often on PCI Express. | When it repeats, update firmware and drivers. | -
18 | - | Hardware error | The hardware reported an error that it could not correct. | Check processor, memory and cooling. | -
19 | - | Processor error corrected | A processor error was corrected. | When it repeats, check cooling and firmware. | -
47 | - | Memory error corrected | A memory error was corrected. | When it repeats, test the memory. | -
`,
  ),
  ...eventTable(
    "Microsoft-Windows-Kernel-PnP",
    `
219 | - | Driver not loaded | The driver of a device could not be loaded. | Look up the status; update the driver. | The driver of {DriverName|2} was not loaded: {Status|5}
400 | - | Device configured | A device was configured. | - | -
410 | - | Device started | A device was started. | - | -
411 | - | Device did not start | A device had a problem when it was started. | Look up the problem code. | -
`,
  ),
  ...eventTable(
    "Microsoft-Windows-UserPnp",
    `
20001 | - | Driver installed | The installation of a driver ended with the status in the event. | 0x0 is success. | -
20003 | - | Service of a driver added | The service of a driver was added. | - | -
`,
  ),
  ...eventTable(
    "Microsoft-Windows-DriverFrameworks-UserMode",
    `
10110 | - | User-mode driver failed | A driver in user mode had a problem, so its devices are offline. | Update the driver. | -
10111 | - | Device offline after driver crash | A device is offline since its driver crashed; Windows tries it again. | Update the driver. | -
`,
  ),
  ...eventTable(
    "Microsoft-Windows-Time-Service",
    `
24 | - | Time source not reached | The time source did not answer several times. | Check the network and port 123 (UDP). | -
29 | - | No time source | No time source could be reached. | Check the settings of the time service. | -
35 | - | Clock is synchronised | The clock is synchronised with a time source. | - | -
36 | - | Clock not synchronised | The clock has not been synchronised for long. | Check the settings of the time service. | -
37 | - | Time received | A time source gives valid time. | - | -
47 | - | Time source does not answer | A time source set by hand does not answer. | Check its name and port 123 (UDP). | -
129 | - | No domain time source | No domain controller could be used as time source. | Check the connection to the domain. | -
131 | - | Time source name not resolved | The name of a time source could not be resolved. | Check DNS. | -
134 | - | Time source name not resolved | The name of a time source set by hand could not be resolved. | Check DNS. | -
158 | - | Time of the virtual machine | The time provider of a virtual machine is used. | - | -
`,
  ),
  ...eventTable(
    "Microsoft-Windows-DNS-Client",
    `
1014 | - | Name not resolved in time | No DNS server answered for a name. | Check network and DNS servers. | No DNS server answered for {QueryName|1}
8015 | - | Device's name not registered | The device could not register its name in DNS. | - | -
8018 | - | Device's name not registered | The device could not register its name in DNS. | - | -
8020 | - | Device's name not registered | The device could not register its address in DNS. | - | -
`,
  ),
  ...eventTable(
    "Tcpip",
    `
4199 | - | Address used twice | Another device in the network uses the same address. | Find the other device. | -
4227 | - | No free ports | Too many connections were made too quickly. | Look for a program that does not close its connections. | -
4231 | - | No free ports | All ports for connections are in use. | Look for a program that does not close its connections. | -
`,
  ),
  ...eventTable(
    "NETLOGON",
    `
3210 | - | Computer's sign-in refused | The domain controller refused the password of the computer. | Repair the trust (Test-ComputerSecureChannel -Repair). | -
5719 | - | No domain controller | No domain controller could be reached. | Usual right after a start; else check network and DNS. | -
5783 | - | Domain controller does not answer | The session to the domain controller broke off. | Check the network. | -
`,
  ),
  ...eventTable(
    "Microsoft-Windows-TerminalServices-LocalSessionManager",
    `
21 | - | User signed in | A session began. | - | {User} signed in from {Address}
22 | - | Shell started | The desktop of a session started. | - | -
23 | - | User signed out | A session ended. | - | {User} signed out
24 | - | Session disconnected | A session was disconnected. | - | {User} was disconnected ({Address})
25 | - | Session reconnected | A session was taken up again. | - | {User} reconnected from {Address}
39 | - | Session disconnected by another | A session was disconnected by another session. | - | -
40 | - | Session disconnected | A session was disconnected; the reason is a number. | - | -
`,
  ),
  ...eventTable(
    "Microsoft-Windows-TerminalServices-RemoteConnectionManager",
    `
1149 | - | Remote desktop reached | A remote desktop client connected and was authenticated by the network. | - | Remote desktop connection of {Param2|2}\\{Param1|1} from {Param3|3}
`,
  ),
  ...eventTable(
    "Microsoft-Windows-BitLocker-API",
    `
768 | - | Encryption began | BitLocker began to encrypt a volume. | - | -
770 | - | Decryption began | BitLocker began to decrypt a volume. | - | -
775 | - | Key protector made | A key protector was made. | - | -
845 | - | Recovery key saved | The recovery key was saved in Entra ID. | - | -
846 | - | Recovery key not saved | The recovery key could not be saved in Entra ID. | Look up the error; check that the device is joined. | BitLocker could not save the recovery key: {Error|1}
851 | - | Silent encryption failed | BitLocker could not turn itself on without asking. | The error says which condition is not met. | -
853 | - | BitLocker can't use the TPM | No TPM can be used, or removable media were in the device. | Check the TPM and remove media. | -
854 | - | No recovery environment | BitLocker needs the recovery environment of Windows. | Turn it on with reagentc /enable. | -
`,
  ),
  ...eventTable(
    "Schannel",
    `
36870 | - | Private key not usable | The private key of a certificate could not be used. | Check the rights on the key. | -
36871 | - | TLS could not be set up | The credentials for TLS could not be created: usually a TLS version or cipher is disabled. | Check which TLS versions are allowed and what the program asks for. | -
36874 | - | No common cipher | Client and server have no cipher in common. | Check the allowed ciphers on both sides. | -
36882 | - | Certificate not trusted | The certificate of the server comes from an authority that is not trusted. | Install the authority's certificate. | -
36884 | - | Wrong name in certificate | The certificate of the server is for another name. | Check the name in the address. | -
36887 | - | TLS refused by the other side | The other side ended the connection with a TLS alert. | The alert's number says why: 40 no cipher, 42 to 48 certificate, 70 version. | The other side refused TLS with alert {AlertDesc|1}
36888 | - | TLS refused | The connection was ended with a TLS alert. | The alert's number says why. | TLS was refused with alert {AlertDesc|1}
`,
  ),
];
