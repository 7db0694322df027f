namespace Sweep.Storage.Schema;

/// <summary>How a database's schema stands to this program's.</summary>
public enum SchemaKind
{
    /// <summary>It has no tables of Sweep.</summary>
    Missing,

    /// <summary>Migrations are to be applied.</summary>
    Behind,

    Current,

    /// <summary>A newer version of Sweep has migrated it.</summary>
    Newer,

    /// <summary>A development build of before 0.1.0 has made it, whose migrations no release knows.</summary>
    Unreleased,
}
