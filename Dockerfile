# syntax=docker/dockerfile:1
# Not built by the test suite: it needs a Docker engine. Pin both images to a digest before a production build.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
RUN mvn -q -B dependency:go-offline
COPY src src
COPY routes routes
RUN mvn -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true package

FROM eclipse-temurin:25-jre
RUN groupadd --gid 10001 soarbridge \
 && useradd --uid 10001 --gid soarbridge --no-create-home --home-dir /app soarbridge \
 && mkdir -p /app /data \
 && chown soarbridge:soarbridge /app /data
WORKDIR /app
# The libraries change seldom, the program often: two layers.
COPY --from=build /build/target/lib lib
COPY --from=build /build/target/soarbridge.jar soarbridge.jar
COPY soarbridge application.properties LICENSE ./
COPY routes routes
# Records what a start loads, so that later starts are fast.
RUN ["/app/soarbridge", "train"]
USER 10001:10001
ENV SOARBRIDGE_DATA=/data \
    SOARBRIDGE_HTTP_HOST=0.0.0.0
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080"]
ENTRYPOINT ["/app/soarbridge"]
CMD ["run"]
