namespace Sweep.Storage.Keys;

/// <summary>What a key allows; each includes those before it.</summary>
public enum KeyScope
{
    /// <summary>To look.</summary>
    Read,

    /// <summary>To submit and to steer sweeps, and to report trials.</summary>
    Write,

    /// <summary>To delete sweeps, and to make and revoke keys.</summary>
    Admin,
}
