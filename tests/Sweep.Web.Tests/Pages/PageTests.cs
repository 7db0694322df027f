namespace Sweep.Web.Tests.Pages;

/// <summary>Tests that read pages of one seeded server, one after the other.</summary>
[CollectionDefinition(nameof(PageTests))]
public sealed class PageTests : ICollectionFixture<SeededPages>;
