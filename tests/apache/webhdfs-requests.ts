/**
 * What is asked of both clusters, in order: every operation with what it takes, and with what it does not. A request is
 * 'METHOD path?query', below /webhdfs/v1; `user.name=root` stands for itself, and is the superuser of both.
 */
import type { AskOptions } from './http-ask.ts';

export type WebRequest = readonly [request: string, options?: AskOptions | undefined];

const user = 'root';
const me = `user.name=${user}`;
const upload = (request: string, body: string | Buffer = 'again'): WebRequest => [request, { body, follow: true }];
const through = (request: string): WebRequest => [request, { follow: true }];
const kilo = 'x'.repeat(1024);

/** Each list needs what the ones before it left. */
export const requests: Readonly<Record<string, readonly WebRequest[]>> = {
  'who asks, and for what': [
    [`GET /?op=GETFILESTATUS&${me}`], ['GET /?op=GETFILESTATUS'], [`GET /nope?op=GETFILESTATUS&${me}`], [`GET /?op=getfilestatus&${me}`],
    ['GET /?OP=getfilestatus&USER.name=root'], [`GET ?op=GETFILESTATUS&${me}`], [`GET /?op=NOPE&${me}`], ['GET /'], ['GET /?op='], ['PUT /?op='],
    [`GET /?op=MKDIRS&${me}`], [`PUT /?op=GETFILESTATUS&${me}`], [`POST /?op=GETFILESTATUS&${me}`], [`DELETE /?op=GETFILESTATUS&${me}`],
    [`PATCH /?op=GETFILESTATUS&${me}`], [`GET /?op=GETFILESTATUS&op=LISTSTATUS&${me}`],
    [`GET /?op=GETHOMEDIRECTORY&${me}`], ['GET /?op=GETHOMEDIRECTORY'], ['GET /?op=GETHOMEDIRECTORY&user.name=1al/ice'], ['GET /?op=GETHOMEDIRECTORY&user.name=us%24'],
    [`GET /?op=GETHOMEDIRECTORY&${me}&doas=alice`], [`GET /?op=GETHOMEDIRECTORY&${me}&doas=zoe`], ['GET /?op=GETHOMEDIRECTORY&user.name=carl&doas=zoe'],
    ['GET /?op=GETHOMEDIRECTORY&user.name=zoe&doas=alice'], ['GET /?op=GETHOMEDIRECTORY&user.name=alice&doas=alice'], ['GET /?op=GETHOMEDIRECTORY&doas=alice'],
    ['PUT /x?op=MKDIRS'], ['PUT /x?op=MKDIRS&user.name=alice'],
  ],
  'other origins': [
    ['GET /?op=GETHOMEDIRECTORY', { headers: { Origin: 'http://good.example' } }], ['GET /?op=GETHOMEDIRECTORY', { headers: { Origin: 'http://bad.example' } }],
    ['GET /?op=GETHOMEDIRECTORY', { headers: { Origin: 'http://x.fine.example' } }], ['GET /nope?op=GETFILESTATUS', { headers: { Origin: 'http://bad.example http://good.example' } }],
    ['GET /?op=GETHOMEDIRECTORY', { headers: { Origin: 'http://good.example', 'Access-Control-Request-Method': 'PUT' } }],
    ['GET /?op=GETHOMEDIRECTORY', { headers: { Origin: 'http://good.example', 'Access-Control-Request-Headers': 'X-Bogus' } }],
  ],
  'directories': [
    [`PUT /d?op=MKDIRS&${me}`], [`PUT /d?op=MKDIRS&${me}`, { body: 'ignored' }], [`PUT /d/e?op=MKDIRS&${me}&permission=700`], [`PUT /d/f?op=MKDIRS&${me}&permission=abc`],
    [`PUT /d/f?op=MKDIRS&${me}&permission=7777`], [`PUT /d/f?op=MKDIRS&${me}&permission=-1`], [`PUT /d/f?op=MKDIRS&${me}&permission=1777`], [`PUT /d/g?op=MKDIRS&${me}&permission=`],
    [`PUT /d/h?op=MKDIRS&${me}&unmaskedpermission=770&permission=750`], [`PUT /d/sub%2Fy?op=MKDIRS&${me}`], [`PUT /t/u/?op=MKDIRS&${me}`], upload(`PUT /t/v/?op=CREATE&${me}`), [`GET /t/?op=LISTSTATUS&${me}`], through(`GET /t/v/?op=OPEN&${me}`), [`GET /t/w/?op=LISTSTATUS&${me}`], [`PUT /t/u/?op=RENAME&${me}&destination=/t/x/`], [`DELETE /t/x/?op=DELETE&${me}`], [`DELETE /t/?op=DELETE&${me}&recursive=true`], [`PUT /a:b?op=MKDIRS&${me}`],
    [`GET /d?op=LISTSTATUS&${me}`], [`GET /nope?op=LISTSTATUS&${me}`], [`GET /d/e?op=LISTSTATUS&${me}`], ['GET /d/e?op=LISTSTATUS&user.name=alice'],
    [`GET /d?op=LISTSTATUS_BATCH&${me}`], [`GET /d?op=LISTSTATUS_BATCH&${me}&startAfter=f`], [`GET /d?op=LISTSTATUS_BATCH&${me}&startAfter=zz`], [`GET /nope?op=LISTSTATUS_BATCH&${me}`],
    [`GET //d?op=GETFILESTATUS&${me}`], [`GET /d/?op=GETFILESTATUS&${me}`], [`GET /d//e?op=GETFILESTATUS&${me}`], [`GET /d/../d?op=GETFILESTATUS&${me}`],
    [`GET /d/%2e%2e/d?op=GETFILESTATUS&${me}`], [`GET /d/./e?op=GETFILESTATUS&${me}`], [`GET /d%3Ae%3bf;x=y?op=GETFILESTATUS&${me}`], [`GET /d?op=GETFILESTATUS;${me}`],
    [`GET /${'a'.repeat(300)}?op=GETFILESTATUS&${me}`], [`PUT /${'a'.repeat(300)}?op=MKDIRS&${me}`], [`GET /${'a/'.repeat(5000)}?op=GETFILESTATUS&${me}`],
    [`GET /d?op=GETFILESTATUS&user.name=${'a'.repeat(300)}`],
  ],
  'writing': [
    [`PUT /f1?op=CREATE&${me}`], [`PUT /f1?op=CREATE&${me}&noredirect=true`], [`PUT /f1?op=CREATE&${me}&noredirect=xx`], [`PUT /f1?op=CREATE&${me}&noredirect=`],
    upload(`PUT /f1?op=CREATE&${me}&overwrite=true&permission=640&replication=2&blocksize=1048576&buffersize=4096`, 'hello world'), [`GET /f1?op=GETFILESTATUS&${me}`],
    upload(`PUT /f1?op=CREATE&${me}`), upload(`PUT /f1?op=CREATE&${me}&overwrite=maybe`), upload(`PUT /f1?op=CREATE&${me}&overwrite=true&replication=0`),
    upload(`PUT /f1?op=CREATE&${me}&overwrite=true&replication=x`), upload(`PUT /f1?op=CREATE&${me}&overwrite=true&blocksize=0`),
    upload(`PUT /f1?op=CREATE&${me}&overwrite=true&blocksize=512`), upload(`PUT /f1?op=CREATE&${me}&overwrite=true&buffersize=0`),
    upload(`PUT /f1?op=CREATE&${me}&overwrite=true&replication=600`), upload(`PUT /f1?op=CREATE&${me}&overwrite=true&replication=99999`), upload(`PUT /d?op=CREATE&${me}`), upload(`PUT /d?op=CREATE&${me}&overwrite=true`),
    upload(`PUT /p/q/f2?op=CREATE&${me}&createparent=false`), upload(`PUT /p/q/f2?op=CREATE&${me}`), upload(`PUT /p/q/f3?op=CREATE&${me}&createflag=append`),
    upload(`PUT /p/q/f3?op=CREATE&${me}&createflag=create,overwrite`), upload(`PUT /p/q/f3?op=CREATE&${me}&createflag=bogus`), upload('PUT /p/q/f3?op=CREATE&user.name=alice'),
    upload('PUT /p/q/f3?op=CREATE'), upload(`PUT /f1/x?op=CREATE&${me}`), upload(`PUT /d/../x?op=CREATE&${me}`), upload(`PUT /a:b?op=CREATE&${me}`), upload(`PUT /p/q/f5?op=CREATE&${me}&createflag=create,lazy_persist,ignore_client_locality`), upload(`PUT /?op=CREATE&${me}`),
    upload(`PUT /f4?op=CREATE&${me}&overwrite=true&excludedatanodes=127.0.0.1:1`, 'x'), upload(`PUT /f4?op=CREATE&${me}&overwrite=true&unmaskedpermission=777&permission=755&ecpolicy=`, 'x'),
    [`GET /f4?op=GETFILESTATUS&${me}`], upload(`PUT /f%20%25%2B%C3%A9?op=CREATE&${me}`, 'odd'), upload(`PUT /a%26b%3Dc%3Fd%23e%22?op=CREATE&${me}`, 'x'), upload(`PUT /%E2%82%AC?op=CREATE&${me}`, 'x'),
    upload(`PUT /empty?op=CREATE&${me}`, ''), upload(`PUT /big?op=CREATE&${me}&blocksize=1024`, 'x'.repeat(3000)),
    [`PUT /home?op=MKDIRS&${me}&permission=777`], upload(`PUT /home/f?op=CREATE&${me}&doas=alice`, 'x'), [`GET /home?op=LISTSTATUS&${me}`], through(`GET /home/f?op=OPEN&${me}&doas=alice`),
    upload(`POST /f1?op=APPEND&${me}`, ' more'), [`POST /f1?op=APPEND&${me}&noredirect=true`], upload(`POST /f1?op=APPEND&${me}&buffersize=100`, ' more'), upload(`POST /nope?op=APPEND&${me}`),
    upload(`POST /d?op=APPEND&${me}`), upload('POST /f1?op=APPEND&user.name=alice'), through(`GET /f1?op=OPEN&${me}`),
  ],
  'reading': [
    through(`GET /f1?op=OPEN&${me}`), through('GET /f1?op=OPEN'), [`GET /f1?op=OPEN&${me}&noredirect=true`], through(`GET /f1?op=OPEN&${me}&offset=6`), through(`GET /f1?op=OPEN&${me}&offset=6&length=3`),
    through(`GET /f1?op=OPEN&${me}&offset=6&length=300`), through(`GET /f1?op=OPEN&${me}&offset=21`), through(`GET /f1?op=OPEN&${me}&offset=22`), through(`GET /f1?op=OPEN&${me}&offset=-1`),
    through(`GET /f1?op=OPEN&${me}&offset=a`), through(`GET /f1?op=OPEN&${me}&offset=99999999999999999999`), through(`GET /f1?op=OPEN&${me}&length=0`), through(`GET /f1?op=OPEN&${me}&length=-1`),
    through(`GET /f1?op=OPEN&${me}&length=`), through(`GET /f1?op=OPEN&${me}&buffersize=3`), through(`GET /nope?op=OPEN&${me}`), through(`GET /d?op=OPEN&${me}`), through('GET /f1?op=OPEN&user.name=alice'),
    through(`GET /f%20%25%2B%C3%A9?op=OPEN&${me}`), through(`GET /a%26b%3Dc%3Fd%23e%22?op=OPEN&${me}`), through(`GET /%E2%82%AC?op=OPEN&${me}`), through(`GET /empty?op=OPEN&${me}`), through(`GET /empty?op=OPEN&${me}&length=10`),
    through(`GET /big?op=OPEN&${me}&offset=1020&length=1030`), through(`GET /f1?op=GETFILECHECKSUM&${me}`), [`GET /f1?op=GETFILECHECKSUM&${me}&noredirect=true`],
    through(`GET /d?op=GETFILECHECKSUM&${me}`), through(`GET /nope?op=GETFILECHECKSUM&${me}`), through(`GET /empty?op=GETFILECHECKSUM&${me}`), through(`GET /big?op=GETFILECHECKSUM&${me}`),
    [`GET /big?op=GET_BLOCK_LOCATIONS&${me}`], [`GET /big?op=GET_BLOCK_LOCATIONS&${me}&offset=1500&length=10`], [`GET /empty?op=GET_BLOCK_LOCATIONS&${me}`], [`GET /d?op=GET_BLOCK_LOCATIONS&${me}`],
    [`GET /nope?op=GET_BLOCK_LOCATIONS&${me}`], [`GET /big?op=GETFILEBLOCKLOCATIONS&${me}`], [`GET /big?op=GETFILEBLOCKLOCATIONS&${me}&offset=1500&length=10`], [`GET /empty?op=GETFILEBLOCKLOCATIONS&${me}`],
    [`GET /f1?op=GETFILEBLOCKLOCATIONS&${me}&offset=100`], [`GET /d?op=GETFILEBLOCKLOCATIONS&${me}`], [`GET /nope?op=GETFILEBLOCKLOCATIONS&${me}`], [`GET /f1?op=LISTSTATUS&${me}`],
  ],
  'summaries and quotas': [
    [`GET /d?op=GETCONTENTSUMMARY&${me}`], [`GET /f1?op=GETCONTENTSUMMARY&${me}`], [`GET /nope?op=GETCONTENTSUMMARY&${me}`], [`GET /d?op=GETQUOTAUSAGE&${me}`], [`GET /f1?op=GETQUOTAUSAGE&${me}`],
    [`GET /nope?op=GETQUOTAUSAGE&${me}`], [`PUT /d?op=SETQUOTA&${me}&namespacequota=100&storagespacequota=1000000000`], [`PUT /d?op=SETQUOTABYSTORAGETYPE&${me}&storagetype=SSD&storagespacequota=5000000000`],
    [`PUT /d?op=SETQUOTABYSTORAGETYPE&${me}&storagetype=XX&storagespacequota=5000000000`], [`PUT /d?op=SETQUOTABYSTORAGETYPE&${me}&storagespacequota=5000000000`], [`PUT /d?op=SETQUOTA&${me}`],
    [`PUT /d?op=SETQUOTA&${me}&namespacequota=-2`], [`PUT /d?op=SETQUOTA&${me}&namespacequota=x`], ['PUT /d?op=SETQUOTA&user.name=alice&namespacequota=5'], [`GET /d?op=GETCONTENTSUMMARY&${me}`], [`GET /d?op=GETQUOTAUSAGE&${me}`],
    [`PUT /d?op=SETQUOTA&${me}&namespacequota=-1&storagespacequota=-1`], [`PUT /d?op=SETQUOTABYSTORAGETYPE&${me}&storagetype=SSD&storagespacequota=-1`], [`GET /d?op=GETQUOTAUSAGE&${me}`], [`GET /?op=GETQUOTAUSAGE&${me}`],
  ],
  'names': [
    [`PUT /f4?op=RENAME&${me}&destination=/f5`], [`PUT /f4?op=RENAME&${me}&destination=/f5`], [`PUT /f5?op=RENAME&${me}&destination=f6`], [`PUT /f5?op=RENAME&${me}`], [`PUT /f5?op=RENAME&${me}&destination=`],
    [`PUT /f5?op=RENAME&${me}&destination=/f1&renameoptions=NONE`], [`PUT /f5?op=RENAME&${me}&destination=/f7&renameoptions=OVERWRITE`], [`PUT /f7?op=RENAME&${me}&destination=/f8&renameoptions=BOGUS`],
    [`PUT /nope?op=RENAME&${me}&destination=/f8&renameoptions=NONE`], [`PUT /f7?op=RENAME&${me}&destination=/f8&renameoptions=TO_TRASH`], [`PUT /f8?op=RENAME&${me}&destination=/a:b//c`],
    [`PUT /nope?op=RENAME&${me}&destination=/./x`], ['PUT /f8?op=RENAME&user.name=alice&destination=/f9'], [`DELETE /f8?op=DELETE&${me}`], [`DELETE /f8?op=DELETE&${me}`], [`DELETE /d?op=DELETE&${me}`],
    [`DELETE /d?op=DELETE&${me}&recursive=x`], [`DELETE /?op=DELETE&${me}&recursive=true`], ['DELETE /f1?op=DELETE&user.name=alice'], [`DELETE /d/sub?op=DELETE&${me}&recursive=true`],
    [`PUT /ln?op=CREATESYMLINK&${me}&destination=/f1`], [`GET /f1?op=GETLINKTARGET&${me}`], [`GET /nope?op=GETLINKTARGET&${me}`], [`GET /f1?op=GETFILELINKSTATUS&${me}`], [`GET /nope?op=GETFILELINKSTATUS&${me}`],
  ],
  'what a file carries': [
    [`PUT /f1?op=SETREPLICATION&${me}&replication=3`], [`PUT /f1?op=SETREPLICATION&${me}`], [`PUT /d?op=SETREPLICATION&${me}&replication=3`], [`PUT /nope?op=SETREPLICATION&${me}&replication=3`],
    [`PUT /f1?op=SETOWNER&${me}&owner=alice&group=staff`], [`PUT /f1?op=SETOWNER&${me}`], [`PUT /f1?op=SETOWNER&${me}&owner=a%20b`], ['PUT /f1?op=SETOWNER&user.name=bob&owner=bob'], [`PUT /nope?op=SETOWNER&${me}&owner=bob`],
    [`PUT /f1?op=SETPERMISSION&${me}&permission=644`], [`PUT /f1?op=SETPERMISSION&${me}`], [`PUT /nope?op=SETPERMISSION&${me}&permission=644`], ['PUT /f1?op=SETPERMISSION&user.name=bob&permission=644'],
    [`PUT /f1?op=SETTIMES&${me}&modificationtime=1000&accesstime=2000`], [`PUT /f1?op=SETTIMES&${me}`], [`PUT /f1?op=SETTIMES&${me}&modificationtime=-5`], [`PUT /nope?op=SETTIMES&${me}&modificationtime=5`],
    [`GET /f1?op=GETFILESTATUS&${me}`], [`GET /f1?op=CHECKACCESS&${me}&fsaction=r--`], [`GET /f1?op=CHECKACCESS&${me}&fsaction=rwx`], [`GET /f1?op=CHECKACCESS&${me}&fsaction=---`], [`GET /f1?op=CHECKACCESS&${me}&fsaction=r`],
    [`GET /f1?op=CHECKACCESS&${me}&fsaction=`], [`GET /f1?op=CHECKACCESS&${me}`], ['GET /f1?op=CHECKACCESS&user.name=bob&fsaction=-w-'], ['GET /nope?op=CHECKACCESS&user.name=bob&fsaction=-w-'],
  ],
  'joining and cutting': [
    upload(`PUT /c1?op=CREATE&${me}&blocksize=1024`, kilo), upload(`PUT /c2?op=CREATE&${me}&blocksize=1024`, kilo), [`POST /c1?op=CONCAT&${me}&sources=/c2`], [`POST /c1?op=CONCAT&${me}&sources=/c2`], [`POST /c1?op=CONCAT&${me}`],
    [`POST /c1?op=CONCAT&${me}&sources=`], [`POST /c1?op=CONCAT&${me}&sources=c2,/c3`], [`GET /c1?op=GETFILESTATUS&${me}`], [`POST /c1?op=TRUNCATE&${me}&newlength=2048`], [`POST /c1?op=TRUNCATE&${me}&newlength=1024`],
    [`POST /c1?op=TRUNCATE&${me}`], [`POST /c1?op=TRUNCATE&${me}&newlength=-1`], [`POST /c1?op=TRUNCATE&${me}&newlength=99999`], [`POST /nope?op=TRUNCATE&${me}&newlength=0`], [`POST /c1?op=TRUNCATE&${me}&newlength=100`],
  ],
  'access control lists': [
    [`GET /d?op=GETACLSTATUS&${me}`], [`GET /nope?op=GETACLSTATUS&${me}`], [`PUT /d?op=MODIFYACLENTRIES&${me}&aclspec=user:alice:rwx,default:user::rwx`], [`GET /d?op=GETACLSTATUS&${me}`], [`GET /d?op=GETFILESTATUS&${me}`],
    [`PUT /d?op=MODIFYACLENTRIES&${me}`], [`PUT /d?op=MODIFYACLENTRIES&${me}&aclspec=`], [`PUT /d?op=MODIFYACLENTRIES&${me}&aclspec=bogus`], [`PUT /d?op=MODIFYACLENTRIES&${me}&aclspec=user:alice:rwz`],
    [`PUT /d?op=MODIFYACLENTRIES&${me}&aclspec=user:alice:`], [`PUT /d?op=REMOVEACLENTRIES&${me}&aclspec=user:alice`], [`PUT /d?op=REMOVEACLENTRIES&${me}&aclspec=user:alice:rwx`], [`PUT /d?op=REMOVEACLENTRIES&${me}&aclspec=user:alice:`],
    upload(`PUT /d/acl?op=CREATE&${me}&permission=600&unmaskedpermission=660`), [`GET /d/acl?op=GETACLSTATUS&${me}`],
    [`PUT /d?op=REMOVEDEFAULTACL&${me}`], [`PUT /d?op=SETACL&${me}&aclspec=user::rwx,user:bob:r-x,group::r-x,mask::rwx,other::---`], [`PUT /d?op=SETACL&${me}&aclspec=user:bob:r-x`], [`GET /d?op=GETACLSTATUS&${me}`],
    [`PUT /d?op=REMOVEACL&${me}`], [`GET /d?op=GETACLSTATUS&${me}`], [`PUT /f1?op=MODIFYACLENTRIES&${me}&aclspec=default:user::rwx`], [`PUT /nope?op=SETACL&${me}&aclspec=user::rwx,group::r-x,other::---`], ['PUT /d?op=REMOVEACL&user.name=alice'],
  ],
  'extended attributes': [
    [`PUT /d?op=SETXATTR&${me}&xattr.name=user.a1&xattr.value=0x616263&flag=CREATE`], [`PUT /d?op=SETXATTR&${me}&xattr.name=user.a1&xattr.value=0x616263&flag=CREATE`], [`PUT /d?op=SETXATTR&${me}&xattr.name=user.a2&xattr.value=%22text%22&flag=CREATE,REPLACE`],
    [`PUT /d?op=SETXATTR&${me}&xattr.name=user.a3&xattr.value=0sYWJj&flag=CREATE`], [`PUT /d?op=SETXATTR&${me}&xattr.name=user.a4&xattr.value=plain&flag=CREATE`], [`PUT /d?op=SETXATTR&${me}&xattr.name=user.a5&flag=CREATE`],
    [`PUT /d?op=SETXATTR&${me}&xattr.name=user.a7&xattr.value=0x6&flag=CREATE`], [`PUT /d?op=SETXATTR&${me}&xattr.name=user.a7&xattr.value=0xzz&flag=CREATE`], [`PUT /d?op=SETXATTR&${me}&xattr.name=a1&xattr.value=0x6162&flag=CREATE`],
    [`PUT /d?op=SETXATTR&${me}&xattr.name=bogus.a1&xattr.value=0x6162&flag=CREATE`], [`PUT /d?op=SETXATTR&${me}&xattr.name=user.a9&xattr.value=0x6162`], [`PUT /d?op=SETXATTR&${me}&xattr.name=user.a9&xattr.value=0x6162&flag=BOGUS`],
    [`PUT /d?op=SETXATTR&${me}&xattr.value=0x6162&flag=CREATE`], [`PUT /d?op=SETXATTR&${me}&xattr.name=user.none&xattr.value=0x6162&flag=REPLACE`], [`PUT /d?op=SETXATTR&${me}&xattr.name=trusted.t&xattr.value=0xFF00&flag=CREATE`],
    [`GET /d?op=LISTXATTRS&${me}`], [`GET /d?op=GETXATTRS&${me}`], [`GET /d?op=GETXATTRS&${me}&encoding=TEXT`], [`GET /d?op=GETXATTRS&${me}&encoding=base64`], [`GET /d?op=GETXATTRS&${me}&encoding=hex`], [`GET /d?op=GETXATTRS&${me}&encoding=bogus`],
    [`GET /d?op=GETXATTRS&${me}&xattr.name=user.a1&encoding=text`], [`GET /d?op=GETXATTRS&${me}&xattr.name=user.a1&xattr.name=user.a2&encoding=text`], [`GET /d?op=GETXATTRS&${me}&xattr.name=user.none&encoding=text`], [`GET /d?op=GETXATTRS&${me}&xattr.name=user.a1`],
    [`GET /nope?op=GETXATTRS&${me}&encoding=text`], [`GET /nope?op=LISTXATTRS&${me}`], [`GET /f1?op=LISTXATTRS&${me}`], [`PUT /d?op=REMOVEXATTR&${me}&xattr.name=user.a1`], [`PUT /d?op=REMOVEXATTR&${me}&xattr.name=user.a1`], [`PUT /d?op=REMOVEXATTR&${me}`],
  ],
  'policies': [
    [`GET /?op=GETALLSTORAGEPOLICY&${me}`], [`GET /d?op=GETSTORAGEPOLICY&${me}`], [`GET /nope?op=GETSTORAGEPOLICY&${me}`], [`PUT /d?op=SETSTORAGEPOLICY&${me}&storagepolicy=COLD`], [`PUT /d?op=SETSTORAGEPOLICY&${me}&storagepolicy=NOPE`],
    [`PUT /d?op=SETSTORAGEPOLICY&${me}`], [`GET /d?op=GETSTORAGEPOLICY&${me}`], [`GET /d?op=GETFILESTATUS&${me}`], [`POST /d?op=UNSETSTORAGEPOLICY&${me}`], [`GET /d?op=GETECPOLICY&${me}`], [`PUT /d?op=SETECPOLICY&${me}`],
  ],
  'the file system': [
    [`GET /?op=GETSERVERDEFAULTS&${me}`], [`GET /?op=GETSTATUS&${me}`], [`GET /?op=GETTRASHROOT&${me}`], [`GET /nope?op=GETTRASHROOT&${me}`], [`GET /?op=GETTRASHROOTS&${me}`], [`PUT /user/${user}/.Trash/Current?op=MKDIRS&${me}`],
    [`GET /?op=GETTRASHROOTS&${me}`], [`GET /?op=GETTRASHROOTS&${me}&allusers=true`], [`GET /?op=GETSNAPSHOTTABLEDIRECTORYLIST&${me}`],
    [`GET /?op=GETDELEGATIONTOKEN&${me}&renewer=root`], [`GET /?op=GETDELEGATIONTOKEN&${me}`], [`PUT /?op=RENEWDELEGATIONTOKEN&${me}`], [`PUT /?op=RENEWDELEGATIONTOKEN&${me}&token=abc`], [`PUT /?op=CANCELDELEGATIONTOKEN&${me}&token=abc`],
  ],
};

/** To a DataNode itself; NAMENODE stands for what a redirect names. */
export const dataNodeRequests: readonly WebRequest[] = [
  [`GET /big?op=OPEN&${me}&NAMENODE&offset=1020&length=10`], [`GET /big?op=open&${me}&NAMENODE`], [`GET /big?OP=open&${me}&NAMENODE`], ['GET /big?op=OPEN&NAMENODE'], [`GET /big?op=OPEN&${me}`],
  [`GET /big?op=OPEN&${me}&namenoderpcaddress=`], [`GET /big?op=OPEN&${me}&NAMENODE&offset=3000`], [`GET /big?op=OPEN&${me}&NAMENODE&offset=4000`], [`GET /big?op=OPEN&${me}&NAMENODE&offset=-1`],
  [`GET /big?op=OPEN&${me}&NAMENODE&offset=x`], [`GET /big?op=OPEN&${me}&NAMENODE&length=-1`], [`GET /big?op=OPEN&${me}&NAMENODE&length=x`], [`GET /big?op=OPEN&${me}&NAMENODE&buffersize=x`], [`GET /nope?op=OPEN&${me}&NAMENODE`],
  [`GET /big?op=GETFILESTATUS&${me}&NAMENODE`], [`GET /big?op=NOPE&${me}&NAMENODE`], [`GET /big?${me}&NAMENODE`], ['GET /big'], ['GET '], ['GET /'], [`PUT /big?op=OPEN&${me}&NAMENODE`],
  [`PUT /big?op=CREATE&${me}&NAMENODE`, { body: 'x' }], [`PUT /big?op=CREATE&${me}&NAMENODE&overwrite=x`, { body: 'x' }], [`PUT /new?op=CREATE&${me}&NAMENODE&permission=9`, { body: 'x' }],
  [`PUT /new?op=CREATE&${me}&NAMENODE&replication=x`, { body: 'x' }], [`PUT /new?op=CREATE&${me}&NAMENODE&blocksize=x`, { body: 'x' }], [`PUT /new?op=CREATE&${me}&NAMENODE&createflag=zz`, { body: 'x' }],
  ['PUT /new?op=CREATE&user.name=a%20b&NAMENODE', { body: 'x' }], [`PUT /new?op=CREATE&doas=zoe&${me}&NAMENODE`, { body: 'x' }], [`POST /big?op=CREATE&${me}&NAMENODE`, { body: 'x' }],
  [`POST /big?op=BOGUS&${me}&NAMENODE`, { body: 'x' }], [`DELETE /big?op=DELETE&${me}&NAMENODE`], [`OPTIONS /big?op=OPEN&${me}&NAMENODE`], [`OPTIONS /new?op=create&${me}&NAMENODE`], [`PATCH /big?op=OPEN&${me}&NAMENODE`],
  [`PUT /chunked?op=CREATE&${me}&NAMENODE`, { body: 'chunk', headers: { 'Transfer-Encoding': 'chunked' } }], [`GET /chunked?op=OPEN&${me}&NAMENODE`, { headers: { Range: 'bytes=1-2', Origin: 'http://example.com' } }],
  [`GET /a/%2e%2e/big?op=OPEN&${me}&NAMENODE`], [`GET /a/../big?op=OPEN&${me}&NAMENODE`], [`GET //empty?op=OPEN&${me}&NAMENODE`], [`GET /big%zz?op=OPEN&${me}&NAMENODE`],
];

/** To a Standby: reads, writes, what would be redirected, and what is wrong before anybody looks who is Active. */
export const standbyRequests: readonly WebRequest[] = [
  ...[
    'GETFILESTATUS', 'LISTSTATUS', 'LISTSTATUS_BATCH', 'GETCONTENTSUMMARY', 'GETQUOTAUSAGE', 'GETFILECHECKSUM', 'OPEN', 'GET_BLOCK_LOCATIONS', 'GETFILEBLOCKLOCATIONS', 'GETACLSTATUS', 'GETXATTRS', 'LISTXATTRS',
    'GETHOMEDIRECTORY', 'GETTRASHROOT', 'GETSERVERDEFAULTS', 'GETSTORAGEPOLICY', 'GETALLSTORAGEPOLICY', 'CHECKACCESS&fsaction=r--', 'GETSTATUS', 'GETFILELINKSTATUS', 'NOPE', 'OPEN&noredirect=true', 'OPEN&offset=-1',
  ].map((op): WebRequest => [`GET /f?op=${op}&${me}`]),
  ...[
    'MKDIRS', 'CREATE', 'CREATE&noredirect=true', 'CREATE&overwrite=maybe', 'RENAME&destination=/g', 'SETOWNER&owner=alice', 'SETPERMISSION&permission=700', 'SETREPLICATION&replication=2', 'SETTIMES&modificationtime=1',
    'SETACL&aclspec=user::rwx,group::r--,other::---', 'REMOVEACL', 'SETXATTR&xattr.name=user.a&xattr.value=0x61&flag=CREATE', 'SETSTORAGEPOLICY&storagepolicy=HOT', 'SETQUOTA&namespacequota=1', 'RENAME',
  ].map((op): WebRequest => [`PUT /f?op=${op}&${me}`]),
  [`POST /f?op=APPEND&${me}`], [`POST /f?op=CONCAT&sources=/g&${me}`], [`POST /f?op=TRUNCATE&newlength=1&${me}`], [`DELETE /f?op=DELETE&${me}`], [`DELETE /nope?op=DELETE&recursive=true&${me}`],
  ['GET /?op=GETFILESTATUS'], [`GET /nope?op=GETFILESTATUS&${me}`], [`GET /?op=GETFILESTATUS&${me}&doas=alice`],
];
