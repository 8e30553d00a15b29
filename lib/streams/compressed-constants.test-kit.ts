/** Made with xz 5 and bzip2 1.0 from FIRST_TEXT and SECOND_TEXT: this runtime has no compressor for these. */
export const FIRST_TEXT =
  "2026-03-02 08:00:01 INFO Tallybook 4.2 setup begins on FIN-LT-0147\n2026-03-02 08:00:02 ERROR Tallybook 4.2 setup ends with 1603\n";
export const SECOND_TEXT = "second stream: avery signed in\n";

export const XZ_FIRST = bytesOf(
  "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AB/AGBdABkMApKyqVH0SQD/KITtY/21oa8NPSE+cW6iOrFO+woMBq1o1FZhDHdZt1t3M0lZKEOmZ1rMwZvh9ElRZTs/s1JF+2lPYSbOikHWOjSSrjQQbKEmp1S8YvEZAfcoaUqzgAC2RAm4z9MbgwABfIABAAAAkM7vtrHEZ/sCAAAAAARZWg==",
);
/** With a CRC-32 instead of a CRC-64. */
export const XZ_SECOND = bytesOf(
  "/Td6WFoAAAFpIt42AgAhARYAAAB0L+WjAQAec2Vjb25kIHN0cmVhbTogYXZlcnkgc2lnbmVkIGluCgAAcNsEvwABMx/u3eVZkEKZDQEAAAAAAVla",
);
export const XZ_SHA256 = bytesOf(
  "/Td6WFoAAArh+wyhAgAhARYAAAB0L+WjAQAec2Vjb25kIHN0cmVhbTogYXZlcnkgc2lnbmVkIGluCgAANXbjDXUltbRvMaB7WHro0+EMoSM2aOuZ5mNvAJzwa6IAAU8fFOtv2hibS5oBAAAAAApZWg==",
);
export const BZIP2_FIRST = bytesOf(
  "QlpoOTFBWSZTWdSgC/UAABlfgAAQQAN90AMllAA27c6gIAB0EqmEaaAAaAAyDRIGjQHqekNAAJqGjPUM3c/DkdSg4OCCF4eSEbRJEECgGZKFDCFFjBDVmIgjJ3JmzFXXoz0YXiIDt1OOfu4PPB4mR6RsxAogskYUCmn4u5IpwoSGpQBfqA==",
);
export const BZIP2_SECOND = bytesOf(
  "QlpoOTFBWSZTWWcQbyoAAAzZgAAQQAAAEC6jnSAgACImmjRpg1ChppgA8ig3bhks1kUiwl3YcdJmj4u5IpwoSDOIN5UA",
);

function bytesOf(base64: string): Buffer {
  return Buffer.from(base64, "base64");
}
