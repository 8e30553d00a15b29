import { eventTable } from "./event-table.ts";

/** Installing, updating and removing software. */
export const INSTALLATION_EVENTS = [
  ...eventTable(
    "MsiInstaller",
    `
1001 | - | Installed feature is broken | Windows Installer found that a component of an installed product is missing. | Repair the product; see event 1004 next to it. | Product {1} looks broken: feature {2} failed while component {3} was asked for
1004 | - | Installed file is missing | A file or registry key of an installed product is gone, so the product will try to repair itself. | Repair the product. | A part of product {1} is missing (feature {2}, component {3})
1005 | - | Installer restarts the device | Windows Installer restarted the device to go on with a product. | - | Windows Installer restarted the device for {1}
1008 | - | Installation not permitted | A policy does not allow this package to be installed. | Check the software restriction and AppLocker policies. | A policy does not permit the installation of {1}
1013 | - | Installation message | An installer wrote an error message of its own. | - | {1}
1015 | - | Installer service not reached | The installer could not connect to the Windows Installer service. | Check the service msiserver. | Windows Installer could not be reached: {1}
1022 | - | Patch installed | A patch of a product was installed. | - | Patch {2} of {1} was installed
1023 | - | Patch failed | A patch of a product could not be installed. | Look up the error code; run the patch again with a verbose log. | Patch {2} of {1} failed with error {3}
1024 | - | Patch failed | A patch of a product could not be installed. | Look up the error code; read the installer log it names. | Patch {2} of {1} failed with error {3}
1025 | - | File in use | A file to be replaced is held by a running program. | Close the program, or expect a restart. | {1}: file {2} is in use by {3}
1029 | - | Restart needed | The product needs a restart to be complete. | Restart the device. | {1} needs a restart
1033 | - | Product installation ended | An installation ended with the status that the event carries; 0 is success. | If the status is not 0, 3010 or 1641, read the installer's log. | Installation of {1} {2} ended with status {4}
1034 | - | Product removal ended | A removal ended with the status that the event carries; 0 is success. | If the status is not 0, read the installer's log. | Removal of {1} {2} ended with status {4}
1035 | - | Product reconfigured | A change or repair ended with the status that the event carries. | Unwanted repairs can come from queries of Win32_Product. | Reconfiguration of {1} {2} ended with status {4}
1036 | - | Patch installation ended | The installation of a patch ended with the status that the event carries. | If the status is not 0, read the installer's log. | Patch {4} of {1} {2} ended with status {5}
1037 | - | Patch removal ended | The removal of a patch ended with the status that the event carries. | - | Removal of patch {4} of {1} {2} ended with status {5}
1038 | - | Restart needed | An installation needs a restart to be complete. | Restart the device. | {1} {2} needs a restart
1040 | - | Installer transaction began | A Windows Installer transaction began. | - | Windows Installer began a transaction: {1}
1042 | - | Installer transaction ended | A Windows Installer transaction ended. | - | Windows Installer ended a transaction: {1}
10005 | - | Installer error | An installer reported an error of its own. | Look at what it says; it names the reason. | {1}
11310 | - | Can't create a file | The installer may not write a file. | Check rights and running virus scanners. | {1}
11316 | - | Package is missing | The original package of the product can't be found. | Make the package available where it was installed from. | {1}
11327 | - | Drive not valid | The installer was pointed to a drive that is not there. | - | {1}
11402 | - | Can't open registry key | The installer may not open a registry key. | Check the rights on the key. | {1}
11500 | - | Another installation runs | Another installation has to end first. | Run it again later. | {1}
11606 | - | Folder not reachable | A folder that the installer needs can't be reached. | Check redirected user folders and network paths. | {1}
11706 | - | Package not found | The installation package can't be found. | Make the package available. | {1}
11707 | - | Product installed | The installation succeeded. | - | {1}
11708 | - | Installation failed | The installation failed; other events or its log say why. | Look at the errors right before it. | {1}
11714 | - | Old version can't be removed | The older version of the product could not be removed. | Remove the older version by itself first. | {1}
11718 | - | File rejected by policy | A digital signature policy rejected a file. | Check the certificate and the policies. | {1}
11719 | - | Installer service not reached | The Windows Installer service could not be reached. | Check the service msiserver. | {1}
11720 | - | Installer script failed | A script of the installer failed. | Look for the script's own log. | {1}
11721 | - | Installer action failed | A program that the installer needed could not be started. | Check that the program exists and may run. | {1}
11722 | - | Installer program failed | A program that the installer ran ended with an error. | Look for that program's own log. | {1}
11723 | - | Installer library failed | A library that the installer needed could not run. | Check what the library needs. | {1}
11724 | - | Product removed | The removal succeeded. | - | {1}
11725 | - | Removal failed | The product could not be removed. | Look at the errors right before it. | {1}
11728 | - | Product changed | A change or repair succeeded. | - | {1}
11729 | - | Change failed | A change or repair failed. | Look at the errors right before it. | {1}
11730 | - | Not an administrator | Only an administrator may remove this product. | Run it elevated or as SYSTEM. | {1}
11920 | - | Service did not start | A service of the product could not be started. | Check the account of the service and what it depends on. | {1}
11923 | - | Service not installed | A service could not be installed: rights are missing. | Run it elevated. | {1}
11925 | - | Rights missing | The user may not install for all users. | Run it elevated or as SYSTEM. | {1}
`,
  ),
  ...eventTable(
    "Microsoft-Windows-WindowsUpdateClient",
    `
16 | - | Update service not reached | Automatic Updates could not reach the update service. | Check connection, proxy and the address in the policy. | -
17 | - | Updates ready to install | Updates are downloaded and wait to be installed. | - | Updates are ready to install: {1}
18 | - | Updates scheduled | Updates are downloaded and will be installed at the set time. | - | -
19 | - | Update installed | An update was installed. | - | Update installed: {updateTitle|1}
20 | - | Update failed | An update could not be installed. | Look up the error code; see CBS.log for system updates. | Update failed with {errorCode|1}: {updateTitle|2}
21 | - | Restart needed for updates | Updates need a restart to be complete. | Restart the device. | A restart is needed for {1}
22 | - | Restart for updates soon | The device will restart for updates. | - | -
25 | - | Looking for updates failed | The search for updates failed. | Look up the error code. | Looking for updates failed with {errorCode|1}
26 | - | Updates found | The search for updates succeeded. | - | Windows Update found {updateCount|1} updates
27 | - | Updates paused | Automatic Updates is now paused. | - | -
28 | - | Updates resumed | Automatic Updates goes on. | - | -
31 | - | Update download failed | Updates could not be downloaded. | Check connection, proxy and free space. | Downloading updates failed with {errorCode|1}
41 | - | Update downloaded | An update was downloaded. | - | Update downloaded: {updateTitle|1}
43 | - | Update installation began | The installation of an update began. | - | Installation began: {updateTitle|1}
44 | - | Update download began | The download of an update began. | - | Download began: {updateTitle|1}
`,
  ),
  ...eventTable(
    "Microsoft-Windows-Servicing",
    `
1 | - | Package change began | A Windows package is about to change its state. | - | Package {PackageIdentifier|1} is to become {IntendedPackageState|2}
2 | - | Package changed | A Windows package changed its state. | - | Package {PackageIdentifier|1} became {IntendedPackageState|2}
3 | - | Package change failed | A Windows package could not change its state. | Look up the error code and read CBS.log at that time. | Package {PackageIdentifier|1} could not become {IntendedPackageState|2}: {ErrorCode|3}
4 | - | Restart needed for a package | A Windows package needs a restart to be complete. | Restart the device. | Package {PackageIdentifier|1} needs a restart
9 | - | Windows feature turned on | A Windows feature was turned on. | - | -
10 | - | Windows feature change failed | A Windows feature could not be changed. | Read CBS.log at that time. | -
`,
  ),
  ...eventTable(
    "Microsoft-Windows-AppXDeployment-Server",
    `
400 | - | App package deployed | A deployment of an app package ended well. | - | -
401 | - | App package failed | A deployment of an app package failed. | Look up the error code; see the events before it. | -
404 | - | App package failed | A deployment of an app package failed; the event tells why. | Look up the error code. | -
`,
  ),
  ...eventTable(
    "Microsoft-Windows-Bits-Client",
    `
3 | - | Transfer job made | The background transfer service (BITS) made a new job. | - | -
4 | - | Transfer complete | A background transfer ended. | - | -
5 | - | Transfer cancelled | A background transfer was cancelled. | - | -
59 | - | Transfer began | BITS began a transfer. | - | BITS began to transfer {url|4}
60 | - | Transfer stopped | BITS stopped a transfer; the status says why. | A status other than 0x0 is an error to look up. | BITS stopped the transfer of {url|4} with status {hr|5}
61 | - | Transfer failed | A background transfer failed. | Look up the status; check connection and proxy. | The transfer of {url|4} failed with {hr|5}
`,
  ),
];
