namespace Sweep.Web.Tests.Api;

/// <summary>Tests that nothing else runs beside: they look at the memory of the whole process.</summary>
[CollectionDefinition(nameof(AloneTests), DisableParallelization = true)]
public sealed class AloneTests;
