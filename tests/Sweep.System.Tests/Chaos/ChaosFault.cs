namespace Sweep.SystemTests.Chaos;

/// <summary>What is done to a working cluster.</summary>
public enum ChaosFault
{
    /// <summary>SIGKILL to a silo; another takes its place.</summary>
    KillSilo,

    /// <summary>SIGSTOP to a silo, SIGCONT after 20 s: declared dead meanwhile, it wakes as a zombie with finished work in its hands.</summary>
    FreezeSilo,

    /// <summary>SIGTERM to a silo, which drains; another takes its place.</summary>
    StopSilo,

    /// <summary>SIGTERM to one silo after the other, each replaced before the next goes.</summary>
    RollingRestart,

    /// <summary>All silos killed at the same moment; new ones start.</summary>
    KillAllSilos,

    /// <summary>The database is stopped as by its service manager, and started again.</summary>
    RestartDatabase,

    /// <summary>The database drops everything, as when its machine loses power, and recovers from its log.</summary>
    KillDatabase,

    /// <summary><c>kill -9</c> to the processes of the server that serve clients.</summary>
    KillBackends,

    /// <summary>Nothing gets through between a silo and the database for some seconds.</summary>
    CutFromDatabase,

    /// <summary>Nothing gets through between a silo and the others for 20 s, while all reach the database: declared dead, it works on.</summary>
    CutFromSilos,

    /// <summary>The answers to the next commits of a silo are lost after the database has done them.</summary>
    LoseAnswers,
}
