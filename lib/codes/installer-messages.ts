import { codeTable } from "./code-table.ts";

/** Numbered messages in a Windows Installer log ("Error 1722. ..."); other programs use some numbers for other things. */
export const INSTALLER_MESSAGES = codeTable(`
1301 | - | File can't be written | A file could not be created because a folder of that name exists. | Look at the path in the message. | cause
1303 | - | No right to a folder | The installer may not use a folder it needs. | Check the rights of SYSTEM and administrators on the folder. | cause
1304 | - | Error writing a file | A file could not be written. | Check rights, free space and whether a scanner holds the file. | cause
1305 | - | Error reading a file | A file could not be read. | Check that the source is complete and reachable. | cause
1306 | - | File in use | Another program holds a file the installer needs. | Close the program named in the message. | cause
1307 | - | Disk full | There is not enough space on the disk. | Free space on the drive in the message. | cause
1308 | - | Source file not found | A file of the package is missing in its source. | Copy the whole source folder, not only the .msi. | cause
1309 | - | File could not be opened | A file of the source could not be opened. | Check that it exists and the system account may read it. | cause
1310 | - | Error writing a file | A file could not be written to its folder. | Check the rights on the folder; something else may hold the file. | cause
1311 | - | Source cabinet missing | A cabinet file of the package is not where it should be. | Copy the .cab files beside the .msi. | cause
1312 | - | Folder can't be created | A folder could not be created because a file of that name exists. | Look at the path in the message. | cause
1316 | - | Account or source mismatch | The name of the package differs from the one the product was installed from. | Use the package under its original name. | cause
1317 | - | Folder can't be created | The installer could not create a folder. | Check the rights on the folder above it. | cause
1321 | - | No right to change a file | The installer may not modify a file. | Check the rights of SYSTEM on the file. | cause
1324 | - | Invalid path | A path holds characters that are not allowed. | Check the folders given on the command line. | cause
1325 | - | Invalid short file name | A file name is not valid on this system. | Check redirected folders of the user. | cause
1327 | - | Invalid drive | A drive the installer needs does not exist for it. | Check mapped drives: the system account does not see those of users. | cause
1330 | - | Cabinet signature invalid | The signature of a cabinet file is not valid. | Download the package again. | cause
1334 | - | File missing in cabinet | A file is not in the cabinet it should be in. | Download the package again. | cause
1335 | - | Cabinet damaged | A cabinet file is damaged and can't be used. | Download the package again and compare its hash. | cause
1402 | - | Registry key not opened | A registry key could not be opened. | Check the rights of SYSTEM on the key. | cause
1404 | - | Registry key not deleted | A registry key could not be deleted. | Check the rights of SYSTEM on the key. | cause
1406 | - | Registry value not written | A value could not be written to the registry. | Check the rights on the key, and whether security software guards it. | cause
1500 | - | Another installation in progress | Another installation has to end first. | Wait for it, then run this one again. | cause
1606 | - | Network location not reachable | A folder the installer needs can't be reached. | Check the path in the message and the shell folders in the registry. | cause
1706 | - | No valid source found | No usable source of the product was found. | Make the original package available. | cause
1714 | - | Old version not removed | The older version of the product could not be removed. | Look for the error of the removal; a repair of the old version often helps. | either
1719 | - | Installer service not reachable | The Windows Installer service could not be used. | Check the service msiserver; it does not run in safe mode. | cause
1720 | - | Script action failed | A script inside the package could not be run or failed. | Look at the lines of the script before it. | either
1721 | - | Program of the package not started | A program that is part of the setup could not be run. | Look at the action in the message and the lines before it. | either
1722 | - | Program of the package failed | A program that is part of the setup did not finish as expected. | Look at the action in the message and its own log. | either
1723 | - | DLL action failed | A DLL that is part of the setup could not be run. | Look at the action in the message; a runtime it needs may be missing. | cause
1730 | - | Administrator needed | Only an administrator may remove this product. | Run it as the system or an administrator. | cause
1904 | - | Module not registered | A module could not be registered. | Check that the libraries it needs are there. | cause
1905 | - | Module not unregistered | A module could not be unregistered. | - | either
1909 | - | Shortcut not created | A shortcut could not be created. | Check that its folder exists and can be written. | cause
1913 | - | Ini file not updated | An .ini file could not be updated. | Check that it exists and can be written. | cause
1918 | - | ODBC driver not installed | An ODBC driver could not be installed. | Check the runtime the driver needs. | cause
1920 | - | Service did not start | A service of the product failed to start. | Check the account of the service, what it depends on, and the system event log. | cause
1921 | - | Service did not stop | A service could not be stopped. | Stop it by hand or restart the device, then run it again. | cause
1922 | - | Service not deleted | A service could not be deleted. | Close the Services window and restart the device. | cause
1923 | - | Service not installed | A service could not be installed. | Check rights, and whether an old service of that name waits to be deleted. | cause
1925 | - | Administrator needed | The rights are not enough to install for all users. | Run it as the system or an administrator. | cause
1935 | - | Assembly not installed | An assembly could not be installed. | Repair .NET or the component store; the HRESULT in the message says more. | either
1937 | - | Assembly not verified | The signature of an assembly could not be verified. | Download the package again. | cause
`);
