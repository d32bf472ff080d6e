import { Controller, Inject, Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { GrpcMethod, Transport } from '@nestjs/microservices'
import { getRepositoryToken, TypeOrmModule } from '@nestjs/typeorm'
import { EntitySchema } from 'typeorm'

import { contract } from './contract.mjs'
import { decorate } from './decorate.mjs'

const text = { type: 'text', nullable: true }

/** The columns of the product's own table that a profile is written from. */
const ProfileEntity = new EntitySchema({
  name: 'profile',
  columns: {
    user_id: { type: 'uuid', primary: true },
    name: text,
    birth_date: { type: 'timestamptz' },
    bio: text,
    city: text,
    interests: { type: 'text', array: true },
    languages: { type: 'text', array: true },
    height_cm: { type: 'int', nullable: true },
    facts: { type: 'jsonb' },
    photos: { type: 'jsonb' },
    cell: text,
    paused: { type: 'boolean' },
    verified: { type: 'boolean' },
    created_at: { type: 'timestamptz' },
    updated_at: { type: 'timestamptz' },
  },
})

/** A profile service of Nest and TypeORM; `toJson` makes of a row what is answered. */
export async function startService({ databaseUrl, poolSize, port, toJson }) {
  class ProfileController {
    constructor(profiles) {
      this.profiles = profiles
    }

    async getMyProfile({ user_id }) {
      return toJson(await this.profiles.findOneByOrFail({ user_id }))
    }
  }
  decorate(ProfileController, {
    own: [Controller()],
    constructed: [Inject(getRepositoryToken(ProfileEntity))],
    methods: { getMyProfile: { by: [GrpcMethod('ProfileService', 'GetMyProfile')] } },
  })

  class ServiceModule {}
  const connection = {
    type: 'postgres',
    url: databaseUrl,
    entities: [ProfileEntity],
    extra: { max: poolSize },
  }
  decorate(ServiceModule, {
    own: [
      Module({
        imports: [TypeOrmModule.forRoot(connection), TypeOrmModule.forFeature([ProfileEntity])],
        controllers: [ProfileController],
      }),
    ],
  })

  const options = { ...contract, url: `127.0.0.1:${port}` }
  const app = await NestFactory.createMicroservice(ServiceModule, {
    transport: Transport.GRPC,
    options,
    logger: ['error'],
  })
  await app.listen()
}
