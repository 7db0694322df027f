using System.Runtime.InteropServices;

namespace Sweep.Client.Files;

/// <summary>What Linux's statx tells of a file: one layout on every processor, which stat has not.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal readonly record struct FileStat
{
    private const int KindMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int DirectoryKind = 0x4000;
    private const int SocketKind = 0xC000;

    [FieldOffset(16)]
    private readonly uint _links;

    [FieldOffset(20)]
    private readonly uint _user;

    [FieldOffset(24)]
    private readonly uint _group;

    [FieldOffset(28)]
    private readonly ushort _mode;

    [FieldOffset(32)]
    private readonly ulong _inode;

    [FieldOffset(40)]
    private readonly ulong _size;

    [FieldOffset(136)]
    private readonly uint _deviceMajor;

    [FieldOffset(140)]
    private readonly uint _deviceMinor;

    public uint Links => _links;

    public uint User => _user;

    public uint Group => _group;

    public long Size => (long)_size;

    /// <summary>The permission bits.</summary>
    public UnixFileMode Mode => (UnixFileMode)(_mode & 0xFFF);

    public bool IsFile => (_mode & KindMask) == RegularFile;

    public bool IsFolder => (_mode & KindMask) == DirectoryKind;

    public bool IsSocket => (_mode & KindMask) == SocketKind;

    /// <summary>Whether both are one file, whatever their names.</summary>
    public bool IsSame(in FileStat other) =>
        _inode == other._inode && _deviceMajor == other._deviceMajor && _deviceMinor == other._deviceMinor;
}
