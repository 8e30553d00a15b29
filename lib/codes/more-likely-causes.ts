/** Goes on where `LIKELY_CAUSES` ends, a line each. */
export const MORE_LIKELY_CAUSES = `1610 | A removal was interrupted, or a cleaner deleted parts of the registry.
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
h431 | A cookie grew with each request.
`;
