/**
 * What most often stands behind a code, in our own words; `m` before a number means a message of Windows Installer,
 * `h` an HTTP status. A line each: `code | likely cause`.
 */
export const LIKELY_CAUSES: ReadonlyMap<string, string> = causes(`
1 | The command inside ended with an error, a path is wrong, or a script threw.
2 | The file was not shipped with the package, was moved by an update, or the path is relative to another folder.
3 | A folder of the content is missing, or the path names a drive of the user.
5 | Files are in use by a service, the rights of SYSTEM were removed, or security software guards the place.
6 | A driver or service went away while it was used.
8 | Too many programs run, or one of them leaks memory.
13 | A download was cut short, or a certificate or setting is of another kind.
19 | A write filter or BitLocker To Go policy protects the drive.
21 | The drive is locked by BitLocker, or was removed.
32 | The old version of the product is still running.
53 | The device is not in the company network, or VPN is not up before sign-in.
64 | The connection dropped while files were copied.
67 | The share was renamed, or the server is another one now.
82 | The folder is redirected, or the disk is full.
87 | A switch is misspelt or not known to this version.
112 | Downloads and old updates fill the system drive.
126 | A Visual C++ or .NET runtime is missing, or 32 and 64 bit are mixed.
183 | A rest of an older installation is still there.
193 | The download is an error page, or the build is for another processor.
225 | The file is new or unsigned and looks suspicious to the scanner.
258 | A service or installer hangs, often behind a dialog nobody sees.
267 | The working folder was given as a file, or with quotes.
577 | The driver or library is unsigned, or changed after signing.
740 | The install command runs as the signed-in user.
1053 | The service needs longer than 30 seconds to start, or crashes at once.
1058 | A policy or a hardening script disabled it.
1060 | The product was never installed, or its service has another name.
1067 | The program of the service crashed; a file or setting it needs is missing.
1068 | A driver or service it depends on is disabled.
1069 | The password was changed, or the account lost its right to sign in as a service.
1072 | The Services window or a monitoring tool still holds the service.
1117 | The disk is failing, or its cable is loose.
1223 | The user said No to the consent prompt or closed the wizard.
1259 | The setup is older than this Windows and on its block list.
1260 | A rule for programs has no exception for this installer.
1314 | The install command does not run as SYSTEM.
1326 | The password is stale, or the account is locked.
1332 | The account is created later, or its name is written in another language.
1355 | VPN is not up, or DNS does not point to the domain.
1392 | The disk has bad sectors, or power failed while writing.
1450 | The device has run very long, or a driver leaks memory.
1460 | The other side was too busy, or waits for somebody to answer.
1601 | The service is disabled, or the device runs in safe mode.
1602 | The user closed the wizard, or a script ended the installer.
1603 | A custom action or service failed, a file is in use, rights are missing, or an older version can't be removed.
1605 | The product code belongs to another version, or the product was installed for another user.
1606 | A property names a feature this version does not have.
1608 | The property is misspelt or private to the package.
1612 | The package cache was cleaned, or the network folder of the source is gone.
1618 | Windows Update or another deployment was installing at the same time.
1619 | The path is wrong inside the content, the download is incomplete, or a blank is not in quotes.
1620 | The file is damaged, or is an .exe renamed to .msi.
1622 | The log folder does not exist.
1624 | The transform is not beside the package, or was made for another version.
1625 | A policy allows only signed or managed packages.
1632 | The disk is full, or the Temp folder points to a drive that is gone.
1633 | A 64-bit package was sent to a 32-bit or ARM device.
1638 | The same version with another build is installed, so it is neither an upgrade nor a repair.
1639 | Quotes are missing around a path with blanks, or a switch is not known.
1641 | The package was told to restart the device at its end.
1642 | The base version is missing or newer than the patch.
1654 | The package is an app for another edition of Windows.
1722 | The server is off, or a firewall blocks RPC.
1726 | The service crashed during the call.
1789 | The device was restored from an old image, or its password in the domain was reset.
1909 | A service or mapped drive tries an old password again and again.
3010 | Files that were in use are replaced at the next start.
9003 | The name is internal and the device asks an outside DNS server.
10013 | Another program or a reserved port range holds the port.
10048 | An older instance of the program still runs.
10054 | The other side crashed, restarted, or a firewall cut the connection.
10060 | A firewall drops the packets, or the server is down.
10061 | The service does not run, or listens on another port.
11001 | The name is misspelt, or DNS is not reachable.
12002 | A proxy or firewall drops the connection.
12007 | The device has no DNS yet, or the proxy's name is wrong.
12029 | A firewall blocks the address, or the proxy is off.
12030 | A proxy or security software cut the connection.
12057 | The revocation list is not reachable through the proxy.
12175 | The clock is wrong, TLS 1.2 is off, or TLS is inspected.
14098 | Power failed during an update, or the disk is damaged.
15618 | The user has the app open.
60001 | A command of the deployment script failed, or a file it names is missing.
60002 | The installer is not where the script looks for it.
60004 | Files of the toolkit are missing or blocked as downloaded.
60008 | The package was built from two versions of the toolkit.
60012 | The user chose to do it later.
0x80004004 | The user or a time-out ended it, or a service stopped.
0x80004005 | Rights, a damaged file or a missing component; the lines before it tell which.
0x8000FFFF | Damaged system files, or an error inside the program.
0x80040154 | The library was not registered, or 32 and 64 bit are mixed.
0x80070002 | A file of the content or a path in the command is missing.
0x80070005 | SYSTEM lost its rights, or security software guards the place.
0x8007000E | The installer is large and memory is short.
0x80070057 | A value has the wrong form, or a setting is damaged.
0x80070070 | The system drive is full.
0x80070422 | The service was disabled by a policy or a tuning tool.
0x80070643 | An installer inside the package failed; its own log tells why.
0x80070BC2 | Files that were in use are replaced at the next start.
0x80070BC9 | Another update or product waits for a restart.
0x80072EE2 | A firewall or proxy drops the connection.
0x80072EE7 | DNS is not reachable, or a proxy's name is wrong.
0x80072EFD | The server or proxy refuses connections.
0x80072EFE | A proxy or security software cut the connection.
0x80072F8F | The clock of the device is wrong, or TLS is inspected.
0x80073701 | An earlier update was only partly installed.
0x80073712 | Power failed during an update, or the disk is damaged.
0x80090016 | The TPM was cleared, or the device was restored from an image.
0x80092012 | The revocation list is blocked by a proxy.
0x800B0109 | The root certificate of the signer or proxy is missing.
0x800F0805 | The package is for another version or edition, or damaged.
0x800F081E | It is installed already, or the version does not fit.
0x800F081F | The device may not ask Windows Update, or the source is of another version.
0x800F0831 | A package in the chain of updates was removed or never installed fully.
0x800F0906 | A policy sends the device to WSUS, which has no feature files.
0x800F0922 | The EFI partition is full, VPN blocks the update, or a .NET step failed.
0x800F0954 | A policy sends the device to WSUS, which has no optional features.
0x800F0984 | System files were changed or damaged.
0x80180003 | The user is not in the enrollment scope.
0x80180005 | The management service has a disturbance.
0x8018000A | An enrollment of another account or of ConfigMgr is left on the device.
0x80180013 | The user has old devices that were never removed.
0x80180014 | Personal devices, or this version of Windows, are blocked by a restriction.
0x80180018 | The licence was not assigned, or not yet synchronised.
0x80180026 | A policy switches enrollment off, or another agent manages the device.
0x8018002A | The user closed the sign-in window.
0x8018002B | The name ends with the default domain, or the user is not in the scope.
0x801C03ED | The Autopilot profile has not arrived, or joining is limited to some users.
0x801C0003 | The number of devices per user is used up.
0x801C03F2 | The directory synchronisation has not taken the device yet.
0x80240016 | Another update is installing.
0x80240017 | The update is replaced, or made for another version.
0x80240022 | Each update failed for its own reason, written before it.
0x80240034 | Space or the connection ran out while downloading.
0x80240438 | The update server in the policy is off or unreachable.
0x80244010 | WSUS offers too many updates for one search.
0x80244017 | The proxy wants a sign-in that the system account can't give.
0x80244018 | A proxy or filter blocks the update server.
0x80244019 | The address in the policy lacks the port, or the file was removed.
0x8024401C | The update server is overloaded.
0x80244022 | The application pool of WSUS has stopped.
0x8024402C | The address of the update server in the policy is wrong, or DNS is not reachable.
0x80246007 | The download was interrupted or its files were cleaned up.
0x80248007 | The update database was reset or damaged.
0x80D02002 | A firewall blocks the peers or the content servers.
0x87D00213 | The script, download or installer took too long.
0x87D00324 | The detection rule names another version, path or registry view.
0x87D00607 | The content is not on a distribution point of the device's boundary group.
0x87D00668 | The update waits for a restart.
0x87D01106 | The command is misspelt or its file is missing in the content.
0x87D01201 | The client's cache is full of content that is still protected.
0x87D1041C | The detection rule names another version, path or registry view.
0x87D1FDE8 | The value does not fit the version of Windows, or another policy wins.
0x87D300C9 | The installer starts a second process and ends before it.
0x87D30068 | A proxy or firewall blocks the content network.
0xC0000005 | An error in the program, or a library that hooks into it.
0xC0000022 | Security software or missing rights.
0xC000006D | A stored password is stale.
0xC000007B | Libraries for 32 and 64 bit are mixed.
0xC0000135 | The .NET or Visual C++ runtime is missing.
0xC000013A | The user closed the window, or a time-out ended the program.
0xC0000142 | The session ran out of desktop memory, or a library is damaged.
0xC0000374 | An error in the program or in an add-in.
0xC0000409 | An error in the program, often after an update of one of its parts.
0xC1900101 | A driver did not survive the change to the new Windows.
0xC1900107 | The device was not restarted after an earlier try.
0xC1900200 | TPM, Secure Boot, processor or space are missing.
0xC1900208 | An old security product or driver is installed.
0xC190020E | The system drive is nearly full.
0xE0434352 | A .NET program met something it does not handle, such as a missing file.
m1303 | The folder's rights were changed, or it belongs to another account.
m1304 | Security software holds the file, or the disk is full.
m1305 | The file of the source is damaged, or the network dropped.
m1306 | The old version of the product is still running.
m1308 | Only the .msi was copied, not the files beside it.
m1309 | The source moved, or SYSTEM may not read it.
m1310 | The file is in use, or its folder is write-protected.
m1311 | The .cab files were not copied.
m1316 | The package was renamed or replaced by another build.
m1321 | Security software or inheritance of rights blocks it.
m1325 | A folder of the user is redirected to a server.
m1327 | The drive is mapped for the user only.
m1330 | The download is damaged, or the signer's root is missing.
m1335 | The download is incomplete.
m1402 | The key belongs to another account, often after a failed removal.
m1406 | Security software guards the key.
m1500 | Another deployment or Windows Update was installing.
m1706 | The package cache was cleaned, or the network source is gone.
m1714 | The old version's package is missing or damaged.
m1719 | The service is disabled, or the device runs in safe mode.
m1720 | Script engines are blocked, or the script threw.
m1721 | The program is missing, or blocked by a policy.
m1722 | The program inside returned an error; its own log tells which.
m1723 | A runtime is missing, or the library is for another processor.
m1904 | A library it depends on is missing.
m1920 | The account of the service has no rights, or a file or setting it needs is missing.
m1921 | The service hangs while it stops.
m1923 | A service of that name waits for its deletion.
m1925 | The package is installed per machine without elevation.
m1935 | The .NET files or the component store is damaged, or an update runs.
h400 | The client is of another version than the server, or a header is damaged.
h401 | A token has expired, or the clock is wrong.
h403 | An address filter, a missing role, or a firewall rule.
h404 | The file was moved, or the address is misspelt.
h407 | The system account can't sign in at the proxy.
h408 | The client's connection is slow or was cut.
h413 | A limit of the proxy is smaller than the upload.
h429 | A client repeats without waiting, or many share one address.
h499 | The answer took longer than the client waits.
h500 | An error in the application.
h502 | The application behind it crashed, restarted, or closed the connection.
h503 | No instance is healthy, or a deployment is going on.
h504 | A database or another service behind it is slow.
1610 | A removal was interrupted, or a cleaner deleted parts of the registry.
1613 | The device has not been updated for long.
1621 | The installer runs as the system, which has no desktop.
1623 | The package was built for one language only.
1631 | The service is disabled, or a file of it is damaged.
1635 | The cached patch was cleaned away, or the path is wrong.
1636 | The download is incomplete.
1643 | Only signed or managed patches are allowed.
1648 | The patches were made for different versions.
1652 | Somebody started the device in safe mode.
3017 | An earlier installation still waits for its restart.
15 | The drive is mapped for the user only.
33 | A scanner or backup reads the file.
59 | The connection dropped for a moment.
65 | The computer account is not in the group that may read the share.
123 | A quote or backslash is missing or too much.
127 | An old copy of the library stands before the right one.
170 | A scanner, or another step of the installation, still uses it.
206 | The folders of the package are nested deeply.
216 | The ARM64 or 32-bit build was sent to the wrong device.
1057 | The account was renamed, or the domain is missing before its name.
1061 | The service hangs while it starts or stops.
1073 | An earlier removal left the service behind.
1231 | The adapter is off, or VPN is not up.
12044 | The device certificate was not enrolled, or has expired.
14081 | An earlier update was only partly installed.
15603 | The framework package is older than the app needs.
15611 | The package was built again without a new version.
15613 | The app's minimum version is higher than this Windows.
15615 | Installing apps from outside the store is not allowed.
23 | The disk has bad sectors.
31 | The driver is missing, or the device is broken.
38 | The download was cut short.
39 | Downloads and logs fill the drive.
51 | The computer is off, or the firewall drops the connection.
55 | The share was removed while it was used.
71 | The share allows a limited number of users.
86 | The password was changed elsewhere.
109 | The other program crashed or was ended.
111 | The folders of the package are nested deeply.
231 | The service is overloaded or hangs.
233 | The service has stopped.
487 | Security software or an overlay injects code.
998 | An error in the program or a driver.
1005 | The drive is encrypted, raw or damaged.
1008 | The step runs before anybody has signed in.
1011 | The rights on the key were changed.
1015 | Power failed while the registry was written.
1018 | An earlier removal waits for a restart.
1051 | A monitoring or security service depends on it.
1055 | Another installation is changing services.
1063 | Somebody started the program by hand.
1070 | The service waits for a network or database that is not there.
1075 | A driver or product it needs was removed.
1114 | A runtime it needs is missing or damaged.
1150 | The device has not been updated for long.
1157 | A Visual C++ or .NET runtime is missing.
1168 | A setting, certificate or device was expected and is not there.
1219 | A drive is mapped to the same server with another account.
1222 | The adapter is off, or the cable is out.
1225 | The service is stopped, or listens on another port.
1232 | VPN is not up, or a route is missing.
1236 | A proxy, VPN or security software cut it.
1312 | The user signed out while the step ran.
1317 | The account was deleted, or its name is misspelt.
1327 | The account has an empty password.
1331 | Somebody disabled the account on purpose.
1376 | The group has another name in this language of Windows.
1385 | A policy replaced the local list of rights.
1396 | Two computers share a name, or DNS has an old address.
1455 | The page file was made too small for the programs that run.
1723 | Too many devices ask it at the same time.
1753 | The service is stopped or just starts.
1787 | The computer account was deleted.
1792 | The device is in a workgroup, or the service is disabled.
1908 | VPN is not up before the sign-in.
10049 | The address of the computer has changed.
10051 | VPN is not up.
10053 | A time-out, or security software that inspects traffic.
10055 | A program opens connections and never closes them.
10065 | VPN is not up, or the firewall rejects it.
14001 | The Visual C++ runtime of the right version is missing.
15600 | The package is damaged or not reachable for the system.
15602 | The package is unsigned, or its signer is not trusted.
15605 | The store or content network is blocked.
15616 | The store updates the app at the same time.
15617 | A policy allows apps of the store only.
60003 | The install command runs as the signed-in user.
60007 | The files were downloaded with a browser and carry its mark.
60010 | An earlier run waits for an answer of the user.
m1301 | A folder of that name was made by mistake.
m1307 | Downloads and old updates fill the drive.
m1317 | The folder above was made by another account.
m1324 | A folder property holds a forbidden character.
m1334 | The cabinet belongs to another build.
m1404 | Security software guards the key.
m1606 | A folder of the user points to a server that is away.
m1909 | The folder is redirected and not reachable for the system.
m1918 | The driver's runtime is missing.
m1922 | The service hangs, or a tool holds it open.
0x80008083 | Only another major version of the runtime is installed.
0x80080005 | The COM server crashed, or its account may not start it.
0x80010108 | The program crashed or was updated.
0x80041001 | The repository is damaged.
0x80041003 | The command runs without administrator rights.
0x8004100E | The client of that namespace is not installed or damaged.
0x80041010 | The client of that class is not installed or damaged.
0x80090325 | A proxy inspects TLS with a certificate of its own.
0x80092004 | The certificate expired and was removed.
0x80092013 | A proxy blocks the address of the revocation list.
0x80096010 | The download is damaged, or was changed by a proxy.
0x800B0100 | The script or file was never signed.
0x800B0101 | The clock is wrong, or nobody renewed the certificate.
0x800B010A | The server does not send its intermediate certificate.
0x800B010F | The server is reached under an alias.
0xFFFD0000 | The script is not in the content, or its path is relative.
0x800106BA | Another antivirus product switched it off.
0x8009000B | A profile or image was copied to another device.
0x80090030 | The TPM is locked, off or needs a firmware update.
0x8009030C | The stored password is stale.
0x8009030E | The service has no account on the other side.
0x80090311 | VPN is not up before the sign-in.
0x80090326 | A proxy inspects TLS, or versions do not fit.
0x80090328 | The clock is wrong, or nobody renewed the certificate.
0x80090331 | Old TLS versions were switched off on one side.
0x80094012 | The device is not in the group that may enroll.
0x80094800 | The template was renamed or never published.
0x800B010C | The signer lost its key.
0x80131515 | The file carries the mark of a download.
0x80131700 | The .NET Framework 3.5 is not switched on.
0x80280803 | Somebody guessed a PIN too often.
0x80310000 | The firmware or boot order was changed.
0x801C001D | Hybrid join was not set up for the domain.
0x801C0021 | The device can't reach the domain or the sign-in service.
0x801C03F3 | A clean-up of stale devices removed it.
0xC0000034 | A file was removed, or a boot entry is damaged.
0xC0000043 | A scanner or the old version holds the file.
0xC000006A | A service or mapped drive has an old password.
0xC0000139 | An old copy of a library stands before the right one.
0xC0000234 | A service tries an old password again and again.
0xC0000428 | The driver is unsigned, or test-signed.
0xE06D7363 | An error in the program or a missing setting.
0x80240001 | The service is disabled or damaged.
0x8024001E | The device restarted while it was updating.
0x8024002D | The installer cache was cleaned.
0x8024002E | A policy points to an update server and forbids others.
0x80242014 | The device was not restarted after the last update.
0x80246008 | The service BITS is disabled.
0x80D05002 | A proxy inspects TLS.
0x8024001F | The device is offline, or the network just changed.
0x80244011 | The policy was removed but its switch stayed on.
0x80246002 | A proxy changed the download.
0x800F0823 | The servicing stack update was skipped.
0x800F0907 | The policy for optional components is set.
0x800F0950 | The device is sent to WSUS, which has no optional content.
0x800F0203 | The package is for another model or another Windows.
0x800F0247 | Only the .inf was copied.
0xC1900202 | The TPM or Secure Boot is off.
0x80180002 | The account has no licence, or a policy asks for more.
0x80180007 | The clock of the device is wrong.
0x80180010 | A proxy or firewall blocks the enrollment addresses.
0x80180015 | The device runs a Home edition.
0x80180031 | The MDM authority was never set.
0x87D00269 | The device is in no boundary group, or outside the network.
0x87D00325 | The removal left files or keys that the rule looks for.
0x87D00667 | The windows end before the updates could finish.
0x87D00692 | A group policy sets another update server.
h409 | Two clients changed the same thing.
h431 | A cookie grew with each request.`);

function causes(text: string): ReadonlyMap<string, string> {
  return new Map(
    text
      .trim()
      .split("\n")
      .map((line) => {
        const bar = line.indexOf(" | ");
        return [line.slice(0, bar), line.slice(bar + 3)] as const;
      }),
  );
}
