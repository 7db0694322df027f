namespace Sweep.Client.Files;

/// <summary>What is found under an output's name.</summary>
internal enum TargetKind
{
    /// <summary>Nothing, in a folder that is there.</summary>
    Free,

    /// <summary>Nothing, and no folder for it either.</summary>
    NoFolder,

    File,

    Folder,

    /// <summary>A device or a named pipe.</summary>
    Stream,

    /// <summary>A descriptor of this process, such as /dev/stdout.</summary>
    Descriptor,

    /// <summary>A local socket, or links without an end: nothing can be written there.</summary>
    Unwritable,
}
