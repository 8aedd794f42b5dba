package dev.tributary.scenarios.format;

import dev.tributary.scenarios.AudienceSpec;
import dev.tributary.scenarios.CdnSpec;
import dev.tributary.scenarios.HostSpec;
import dev.tributary.scenarios.MediaSpec;
import dev.tributary.scenarios.NetworkSpec;
import dev.tributary.scenarios.RunSpec;

/** The sections of a scenario that are records of ours. */
final class Sections {
    static final Section<MediaSpec> STREAM = Section.of(MediaSpec.class);
    static final Section<AudienceSpec> AUDIENCE = Section.of(AudienceSpec.class);
    static final Section<NetworkSpec> NETWORK = Section.of(NetworkSpec.class);
    static final Section<CdnSpec> CDN = Section.of(CdnSpec.class);
    static final Section<HostSpec> HOST = Section.of(HostSpec.class);
    static final Section<RunSpec> RUN = Section.of(RunSpec.class);

    private Sections() {}
}
