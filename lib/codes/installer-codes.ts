import { codeTable } from "./code-table.ts";

/** What msiexec and installers built on it return (msi.h, winerror.h). */
export const INSTALLER_CODES = codeTable(`
1259 | ERROR_APPHELP_BLOCK | Blocked as incompatible | Windows blocks this program because it does not work on this version. | Install a version that supports this Windows. | cause
1601 | ERROR_INSTALL_SERVICE_FAILURE | Installer service not reachable | The Windows Installer service could not be used. | Check that the service msiserver is not disabled and can start. | cause
1602 | ERROR_INSTALL_USEREXIT | Cancelled by the user | Somebody cancelled the installation. | Ask the user, or install without dialogs (/qn). | result
1603 | ERROR_INSTALL_FAILURE | Installation failed | The installer stopped and rolled back. The code says that it failed, not why. | The cause is usually the first error before "Return value 3". | result
1604 | ERROR_INSTALL_SUSPEND | Installation suspended | The installation is not finished and waits to be continued. | Restart the device if one is pending, then run it again. | result
1605 | ERROR_UNKNOWN_PRODUCT | Product not installed | The action is only possible for a product that is installed, and this one is not. | Compare the product code with what is installed for this user and for the machine. | cause
1606 | ERROR_UNKNOWN_FEATURE | Unknown feature | The product has no feature of this name. | Check the names in ADDLOCAL and REMOVE. | cause
1607 | ERROR_UNKNOWN_COMPONENT | Unknown component | The product has no component of this name. | Repair or reinstall the product. | cause
1608 | ERROR_UNKNOWN_PROPERTY | Unknown property | The package does not know this property. | Check the spelling on the command line. | cause
1609 | ERROR_INVALID_HANDLE_STATE | Invalid handle state | The installer used an object that was in the wrong state. | Run the installation again; report it to the maker of the package if it stays. | either
1610 | ERROR_BAD_CONFIGURATION | Installer data damaged | The stored configuration of this product is damaged. | Remove what is left of the product and install it again. | cause
1611 | ERROR_INDEX_ABSENT | Component qualifier missing | A part of the product that should be there is not registered. | Repair the product. | cause
1612 | ERROR_INSTALL_SOURCE_ABSENT | Installation source missing | The package this product was installed from is not where it was. | Make the original package available again, or pass its folder as SOURCELIST. | cause
1613 | ERROR_INSTALL_PACKAGE_VERSION | Windows Installer too old | The package needs a newer Windows Installer. | Update Windows. | cause
1614 | ERROR_PRODUCT_UNINSTALLED | Product is uninstalled | The product has been removed already. | - | either
1615 | ERROR_BAD_QUERY_SYNTAX | Bad query in package | The package holds a query that is not valid. | Report it to the maker of the package. | cause
1616 | ERROR_INVALID_FIELD | Missing field in package | A record of the package lacks a field that was asked for. | Report it to the maker of the package. | cause
1618 | ERROR_INSTALL_ALREADY_RUNNING | Another installation was running | Windows Installer does one installation at a time, and another one was running. | Wait for the other one to end, then run it again; most agents do so by themselves. | cause
1619 | ERROR_INSTALL_PACKAGE_OPEN_FAILED | Package could not be opened | The .msi or .msp file does not exist there or can't be read. | Check the path, the rights of the system account on it, and that the download is complete. | cause
1620 | ERROR_INSTALL_PACKAGE_INVALID | Package is not valid | The file is no Windows Installer package or is damaged. | Download it again and compare its hash. | cause
1621 | ERROR_INSTALL_UI_FAILURE | Installer dialogs failed | The dialogs of the installer could not be started. | Install without dialogs (/qn). | cause
1622 | ERROR_INSTALL_LOG_FAILURE | Log file not writable | The log file given on the command line could not be opened. | Check that its folder exists and the system account may write there. | cause
1623 | ERROR_INSTALL_LANGUAGE_UNSUPPORTED | Language not supported | The package does not support the language of this system. | Use the package for this language. | cause
1624 | ERROR_INSTALL_TRANSFORM_FAILURE | Transform not applied | A transform (.mst) is missing or does not fit the package. | Check the path in TRANSFORMS and that it was made for this version. | cause
1625 | ERROR_INSTALL_PACKAGE_REJECTED | Forbidden by policy | A policy of this system forbids the installation. | Check AppLocker, Software Restriction and Windows Installer policies. | cause
1626 | ERROR_FUNCTION_NOT_CALLED | Function not run | A function could not be run. | Look at the error before it. | either
1627 | ERROR_FUNCTION_FAILED | Function failed | A function failed while it ran. | Look at the error before it. | result
1628 | ERROR_INVALID_TABLE | Invalid table in package | The package names a table that is not valid. | Report it to the maker of the package. | cause
1629 | ERROR_DATATYPE_MISMATCH | Wrong type in package | Data in the package has the wrong type. | Report it to the maker of the package. | cause
1630 | ERROR_UNSUPPORTED_TYPE | Type not supported | Data of this type is not supported. | Report it to the maker of the package. | cause
1631 | ERROR_CREATE_FAILED | Installer service did not start | The Windows Installer service failed to start. | Check the service msiserver and the system event log. | cause
1632 | ERROR_INSTALL_TEMP_UNWRITABLE | Temp folder not writable | The Temp folder is full or can't be written. | Free space, and check the rights on the Temp folder of the account that installs. | cause
1633 | ERROR_INSTALL_PLATFORM_UNSUPPORTED | Wrong processor type | The package is for another processor type. | Use the package for this one (x64, ARM64 or x86). | cause
1634 | ERROR_INSTALL_NOTUSED | Component not used | The component is not used on this machine. | - | either
1635 | ERROR_PATCH_PACKAGE_OPEN_FAILED | Patch could not be opened | The patch (.msp) does not exist there or can't be read. | Check the path and the folder C:\\Windows\\Installer. | cause
1636 | ERROR_PATCH_PACKAGE_INVALID | Patch is not valid | The file is no patch or is damaged. | Download it again. | cause
1637 | ERROR_PATCH_PACKAGE_UNSUPPORTED | Patch not supported | This Windows Installer can't process the patch. | Update Windows. | cause
1638 | ERROR_PRODUCT_VERSION | Another version is installed | Another version of this product is installed already. | Remove it first, or use a package that upgrades. | cause
1639 | ERROR_INVALID_COMMAND_LINE | Wrong command line | An argument on the command line is not valid. | Check quotes, spaces and property names in the install command. | cause
1640 | ERROR_INSTALL_REMOTE_DISALLOWED | Not allowed over Remote Desktop | Only administrators may install in a remote session. | Install as an administrator or at the console. | cause
1641 | ERROR_SUCCESS_REBOOT_INITIATED | Installed, restarting now | The installation succeeded and started a restart. | - | result
1642 | ERROR_PATCH_TARGET_NOT_FOUND | Nothing to patch | The program to be patched is missing or has another version. | Check which version is installed and which the patch needs. | cause
1643 | ERROR_PATCH_PACKAGE_REJECTED | Patch forbidden by policy | A policy forbids this patch. | Check the Windows Installer policies. | cause
1644 | ERROR_INSTALL_TRANSFORM_REJECTED | Transform forbidden by policy | A policy forbids this customisation. | Check the Windows Installer policies. | cause
1645 | ERROR_INSTALL_REMOTE_PROHIBITED | Not allowed remotely | Windows Installer does not install over Remote Desktop here. | Install at the console or through the agent. | cause
1646 | ERROR_PATCH_REMOVAL_UNSUPPORTED | Patch can't be removed | This patch can't be uninstalled. | - | cause
1647 | ERROR_UNKNOWN_PATCH | Patch not installed | The patch is not applied to this product. | - | cause
1648 | ERROR_PATCH_NO_SEQUENCE | No valid patch order | No valid order was found for this set of patches. | Install the patches one by one. | cause
1649 | ERROR_PATCH_REMOVAL_DISALLOWED | Removing patches forbidden | A policy forbids removing this patch. | Check the Windows Installer policies. | cause
1650 | ERROR_INVALID_PATCH_XML | Patch data not valid | The XML data of the patch is not valid. | Download it again. | cause
1651 | ERROR_PATCH_MANAGED_ADVERTISED_PRODUCT | Advertised product not patched | Patches can't be applied to a product that is only advertised. | Install the product first. | cause
1652 | ERROR_INSTALL_SERVICE_SAFEBOOT | Not available in safe mode | Windows Installer does not run in safe mode. | Start Windows normally. | cause
1653 | ERROR_ROLLBACK_DISABLED | Rollback was disabled | Several packages can't be installed as one because rollback is disabled. | Check the policy DisableRollback. | cause
1654 | ERROR_INSTALL_REJECTED | App not allowed here | The app that is to run is not supported on this version of Windows. | Use a build for this version. | cause
1707 | - | Installed | The installation succeeded. | - | result
3010 | ERROR_SUCCESS_REBOOT_REQUIRED | Installed, restart needed | The installation succeeded; its changes take effect after a restart. | Restart the device. | result
3011 | ERROR_SUCCESS_RESTART_REQUIRED | Done, service restart needed | The change succeeded; it takes effect after the service restarts. | Restart the service or the device. | result
3017 | ERROR_FAIL_REBOOT_REQUIRED | Failed, restart needed | The action failed and needs a restart before another try. | Restart the device, then run it again. | either
`);
