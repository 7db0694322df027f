using Sweep.Testing;
using Sweep.Testing.Databases;
using Sweep.Testing.Networks;

namespace Sweep.SystemTests.Chaos;

/// <summary>A silo whose ways to the database and to the other silos lead through relays of its own.</summary>
internal sealed class ChaosSilo(TestSilo silo, DatabaseProxy proxy, SiloLink link)
{
    private volatile bool _mayEnd;

    public TestSilo Silo => silo;

    public DatabaseProxy Proxy => proxy;

    public SiloLink Link => link;

    public SweepProcess Process => silo.Process;

    /// <summary>Set before what ends it, or may end it.</summary>
    public bool MayEnd
    {
        get => _mayEnd;
        set => _mayEnd = value;
    }
}
